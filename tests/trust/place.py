"""What a place is: a page in a state, and how somebody brings it about."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from people.models import User

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Place:
    """A page in a state: its name, its address, and what somebody does there to bring it about."""

    name: str
    address: str
    act: Act | None = None
    status: int = 200
    html: str = ""  # for a page that only a fault brings about: what the site would answer

    @property
    def ours(self) -> bool:
        """Whether the whole page is ours; on the editors' side the frame is Wagtail's, drawn for a computer."""
        return not self.address.startswith("/cms/")


def person(name: str) -> User:
    """Somebody of Northbridge."""
    return User.objects.get(email=f"{name}@northbridge.example")


def press(button: str, **typed: str) -> Act:
    """Type into labelled boxes (``e_mail`` is "e mail", whatever stands between), then press a button of the page."""

    def act(page: Page) -> None:
        main = page.locator("main")
        for label, text in typed.items():
            main.get_by_label(re.compile(label.replace("_", "."), re.IGNORECASE)).first.fill(text)
        with page.expect_event("load"):  # a page's script sends the form, and then goes on by itself
            main.get_by_role("button", name=button, exact=True).first.click()

    return act
