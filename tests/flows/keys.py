"""Somebody without a pointer: everything is reached by Tab and done with keys, by the names that stand on the page."""

from playwright.sync_api import Locator, Page

MOST = 250
FOCUSED = "each => each === document.activeElement"
IN_GROUP = """each => { const now = document.activeElement;
    return now.type === "radio" && now.name === each.name && now.form === each.form; }"""


class Keys:
    """A keyboard at a page. It counts what is pressed; a word typed counts its letters."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def key(self, name: str) -> None:
        """One key."""
        self.page.keyboard.press(name)
        self.pressed += 1

    def to(self, target: Locator, question: str = FOCUSED) -> None:
        """Tab until the focus is there."""
        for _stop in range(MOST):
            if target.evaluate(question):
                return
            self.key("Tab")
        raise AssertionError(f"{MOST} times Tab, and never at {target}")

    def press(self, target: Locator) -> None:
        """A link, a button, a fold."""
        self.to(target)
        self.key("Enter")

    def follow(self, target: Locator) -> None:
        """A link or a button that leads to another page, whose address may be the same."""
        self.to(target)
        with self.page.expect_navigation():
            self.key("Enter")
        self.page.wait_for_load_state()

    def type(self, target: Locator, text: str) -> None:
        """Into a box, over what stands in it."""
        self.to(target)
        self.key("Control+a")
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def tick(self, target: Locator) -> None:
        """A box to tick."""
        self.to(target)
        if not target.is_checked():
            self.key("Space")

    def choose(self, target: Locator) -> None:
        """One of a group of radios: Tab reaches the group, arrows the one."""
        self.to(target, IN_GROUP)
        if target.evaluate(FOCUSED):
            self.key("Space")
        for _arrow in range(20):
            if target.is_checked():
                return
            self.key("ArrowDown")
        raise AssertionError(f"The arrows never reach {target}")
