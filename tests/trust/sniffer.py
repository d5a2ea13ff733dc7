"""HTML_CodeSniffer, a second opinion beside axe: other people's reading of the same rules.

No package of Python carries it, so its build stands in ``htmlcs`` as it was published, held to its hash.
"""

import hashlib
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

VERSION = "@pa11y/html_codesniffer 2.6.0"
BUILD = Path(__file__).parent / "htmlcs" / "HTMLCS.js"
SHA256 = "c6e74989cd57cc1566a301e7202a98caa215d232ca1cebad0c34f9ea239a5748"
# What it calls an error and we do not: the end of its code, words of the fault, and the reason.
DISAGREED = (
    ("H98", "autocomplete value: username. Element", "a name to sign in with may be an e-mail: HTML has it so by now"),
    (
        "H32.2",
        "/first-passkey/",
        "a passkey is made by a script, which then sends the form itself",
    ),
)
SNIFF = """() => new Promise((tell, fail) => HTMLCS.process("WCAG2AA", document, () => tell(
    HTMLCS.getMessages().filter((each) => each.type === HTMLCS.ERROR).map((each) => [
        each.code.replace(/^WCAG2AA\\./, ""), each.msg,
        (each.element?.outerHTML ?? "").replace(/\\s+/g, " ").slice(0, 110)
    ])), fail, "en"))"""


@cache
def build() -> str:
    """The checker, to be put into a page."""
    found = BUILD.read_bytes()
    assert hashlib.sha256(found).hexdigest() == SHA256, f"{BUILD} is not {VERSION}"
    return found.decode("utf-8")


def sniff(page: Page) -> list[str]:
    """Errors of WCAG 2 A and AA as HTML_CodeSniffer sees them, but for those that we know to be none."""
    page.evaluate(build())
    said = page.evaluate(SNIFF)
    known = [(code, f"{what} {where}") for code, what, where in said]
    return [f"{code}: {fault}" for code, fault in known if not disagreed(code, fault)]


def disagreed(code: str, fault: str) -> bool:
    """Whether this is one of DISAGREED."""
    return any(code.endswith(end) and words in fault for end, words, _reason in DISAGREED)
