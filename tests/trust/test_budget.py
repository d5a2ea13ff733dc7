"""What a page may weigh, measured in Chromium on files served as in production.

How fast that is on a slow phone is for the bench; a test would measure the machine it runs on.
"""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.urls import reverse

from cohorts.models import Cohort, Session
from cohorts.services.adding import add_walk_in
from courses.models import CoursePage
from learning.models import Enrolment
from tests.databases import KEPT, ROOT
from tests.flows.coming_in import come_in
from tests.servers import free_port
from tests.stack import LOGS, Site
from tests.trust.place import person
from tests.trust.prepared import prepare
from tests.trust.weighing import Scales, Weight

pytestmark = pytest.mark.flow

FILE = KEPT / "budget.txt"
SHIFT = 0.02
PEOPLE_ON_THE_REGISTER = 20


@dataclass(frozen=True)
class Budget:
    """Thousands of bytes, compressed; requests with an empty cache and once more, icon and manifest included."""

    html: int
    css: int
    js: int
    fonts: int
    requests: int
    total: int
    again: int
    again_total: int


LESSON = Budget(html=10, css=12, js=6, fonts=47, requests=7, total=80, again=2, again_total=14)
PUBLIC = Budget(html=14, css=12, js=2, fonts=47, requests=7, total=90, again=2, again_total=18)
REGISTER = Budget(html=14, css=12, js=8, fonts=47, requests=8, total=90, again=2, again_total=18)
REPORT = Budget(html=45, css=12, js=8, fonts=47, requests=8, total=125, again=2, again_total=50)


@pytest.fixture(scope="session")
def collected() -> None:
    """Our static files as collectstatic leaves them; Wagtail's are for /cms/ alone."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.trust.served", "RA_DATA_DIR": str(settings.DATA_DIR)}
    command = [sys.executable, ROOT / "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    ignored = [f"--ignore={name}" for name in ("wagtail*", "admin", "taggit")]
    done = subprocess.run([*command, *ignored], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture
def as_in_production(stack, collected: None) -> Iterator[Site]:
    """One more site beside the tests' own, on the same data, with its files as in production."""
    theirs, port = stack["site"], free_port()
    env = {**theirs.env, "DJANGO_SETTINGS_MODULE": "tests.trust.served", "PORT": str(port)}
    argv = [str(part).replace(f":{settings.SITE_URL.rpartition(':')[2]}", f":{port}") for part in theirs.argv]
    site = Site("site, as in production", argv, log=LOGS / "site-as-in-production.log", env=env)
    site.url = f"http://127.0.0.1:{port}"
    site.log.unlink(missing_ok=True)
    site.start()
    site.wait_for(site.answers)
    yield site
    site.stop()


def pages() -> Iterator[tuple[str, str, str, Budget]]:
    """Name, whose, address and budget."""
    learner, teacup = person("learner"), Cohort.objects.get(join_code="TEACUP")
    enrolment = Enrolment.objects.open().get(person=learner)
    session = Session.objects.filter(cohort=teacup).first()
    lesson = [enrolment.uuid, "ready", "you-already-do-this", 1]
    yield "lesson screen", "learner", reverse("learning:lesson", args=lesson), LESSON
    yield "home", "learner", "/", LESSON
    yield "join", "", "/join/TEACUP/", LESSON
    yield "log", "learner", "/learn/log/", LESSON
    yield "new entry", "learner", "/learn/log/new/", LESSON
    yield "front", "", "/", PUBLIC
    yield "catalogue", "", "/courses/", PUBLIC
    yield "course", "", CoursePage.objects.live().order_by("pk")[0].url, PUBLIC
    for number in range(teacup.memberships.count(), PEOPLE_ON_THE_REGISTER):
        add_walk_in(cohort=teacup, name=f"Person {number}", form_key=uuid.uuid4(), by=person("trainer"))
    yield "register of 20", "trainer", reverse("cohorts:register", args=[teacup.uuid, session.uuid]), REGISTER
    yield "report", "hr", "/records/completions/", REPORT


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
