"""What a page may weigh, measured in Chromium on files served as in production.

How fast that is on a slow phone is for the bench (test_slow_phone.py); a test would measure the machine it runs on.
"""

import pytest

from tests.databases import KEPT
from tests.flows.coming_in import come_in
from tests.stack import Site
from tests.trust.budgets import Budget, pages
from tests.trust.place import person
from tests.trust.prepared import prepare
from tests.trust.weighing import Scales, Weight

pytestmark = pytest.mark.flow

FILE = KEPT / "budget.txt"
SHIFT = 0.02


def over(budget: Budget, cold: Weight, warm: Weight) -> list[str]:
    """What is more than the budget allows."""
    limits = {kind: getattr(budget, kind) * 1000 for kind in ("html", "css", "js", "fonts")}
    found = [f"{kind} {cold.bodies[kind]} > {most}" for kind, most in limits.items() if cold.bodies[kind] > most]
    rest = {
        "requests": (cold.requests, budget.requests),
        "requests once more": (warm.requests, budget.again),
        "bytes": (cold.total, budget.total * 1000),
        "bytes once more": (warm.total, budget.again_total * 1000),
        "layout shift": (cold.shift, SHIFT),
    }
    return found + [f"{what} {is_} > {most}" for what, (is_, most) in rest.items() if is_ > most]


def line(name: str, cold: Weight, warm: Weight) -> str:
    """A line of the table."""
    bodies = "".join(f"{cold.bodies[kind]:>8}" for kind in ("html", "css", "js", "fonts", "images", "other"))
    return f"{name:<16}{bodies}{cold.requests:>6}{warm.requests:>6}{cold.total:>9}{warm.total:>8}{cold.shift:>8.3f}"


HEAD = (
    f"{'bytes, gz':<16}{'html':>8}{'css':>8}{'js':>8}{'fonts':>8}{'images':>8}{'other':>8}"
    f"{'cold':>6}{'warm':>6}{'total':>9}{'again':>8}{'shift':>8}"
)


def test_no_page_is_over_its_budget_and_none_asks_another_house(as_in_production: Site, browser, smtp):
    prepare()
    wrong: dict[str, list[str]] = {}
    lines = [HEAD]
    for name, whose, address, budget in pages():
        context = browser.new_context(
            base_url=as_in_production.url, viewport={"width": 390, "height": 800}, locale="en-GB"
        )
        scales = Scales(context)
        if whose:
            come_in(scales.page, as_in_production.url, person(whose))
        cold, warm = scales.weigh(address), scales.weigh(address)
        context.close()
        lines.append(line(name, cold, warm))
        faults = over(budget, cold, warm)
        faults += [f"asks {other}" for other in cold.addresses if not other.startswith(as_in_production.url)]
        if faults:
            wrong[name] = faults
    FILE.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert not wrong, "\n".join([*lines, *(f"{name}: {faults}" for name, faults in wrong.items())])
