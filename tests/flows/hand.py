"""Somebody's hand at a page, counting: an address opened, a control pressed and a field filled are a step each."""

from playwright.sync_api import Locator, Page

from tests.flows.keys import Keys


class Hand:
    """A finger on a phone of 320 pixels, or with ``keys`` a keyboard and no pointer."""

    def __init__(self, page: Page, *, keys: bool = False, scripts: bool = True) -> None:
        self.page, self.keys, self.scripts, self.steps = page, Keys(page) if keys else None, scripts, 0

    def turn_to(self, page: Page) -> Page:
        """Another tab; the one before is closed."""
        self.page.close()
        self.page, self.keys = page, Keys(page) if self.keys else None
        return page

    def open(self, address: str) -> None:
        """An address typed, or a link from a message."""
        self._count()
        self.page.goto(address)
        self.look()

    def press(self, target: Locator) -> None:
        """A link or a button that leads to another page."""
        self._count()
        if self.keys:
            self.keys.follow(target)
        else:
            with self.page.expect_navigation():
                target.tap()
        self.page.wait_for_url(lambda address: not address.endswith("?sent"))  # the script's own step between
        self.page.wait_for_load_state()
        self.look()

    def unfold(self, target: Locator) -> None:
        """A fold, or a button that leads nowhere else."""
        self._count()
        if self.keys:
            self.keys.press(target)
        else:
            target.tap()

    def choose(self, target: Locator) -> None:
        """A radio or a box to tick."""
        self._count()
        if self.keys:
            kind = target.get_attribute("type")
            self.keys.choose(target) if kind == "radio" else self.keys.tick(target)
        else:
            target.tap()  # the row is the label, and the label is big
        assert target.is_checked()

    def fill(self, target: Locator, text: str) -> None:
        """Words in a box."""
        self._count()
        if self.keys:
            self.keys.type(target, text)
        else:
            target.tap()
            self.page.keyboard.type(text)

    def look(self) -> None:
        """What must hold at every stop: one h1, and nothing beside the window."""
        assert self.page.locator("h1").count() == 1, self.page.url
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{self.page.url} is {wide} pixels too wide"

    def _count(self) -> None:
        self.steps += 1
