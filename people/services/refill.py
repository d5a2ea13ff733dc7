"""A page's form filled again with what was typed before: values are put into the page's own HTML, nothing is saved."""

from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from people.services.held_forms import Pair

Attrs = dict[str, str | None]
TEXTLESS = {"submit", "button", "image", "reset"}


@dataclass
class Control:
    """One control of a form: what it is, and where in the page it stands."""

    tag: str
    attrs: Attrs
    start: int
    end: int
    inner_end: int = 0
    options: list["Control"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is sent as."""
        return self.attrs.get("name") or ""

    @property
    def kind(self) -> str:
        """Its type, where it is an input."""
        return (self.attrs.get("type") or "text").lower() if self.tag == "input" else self.tag

    @property
    def is_tick(self) -> bool:
        """Whether it is chosen, not typed into."""
        return self.kind in {"checkbox", "radio"}

    @property
    def value(self) -> str:
        """What it sends when it is chosen."""
        return self.attrs.get("value") or ("on" if self.is_tick else "")


@dataclass
class Form:
    """One form of a page."""

    attrs: Attrs
    start: int
    controls: list[Control] = field(default_factory=list)


class Reader(HTMLParser):
    """Finds the forms of a page and the places of their controls."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page, self.forms = page, list[Form]()
        self.here: Form | None = None
        self.open: Control | None = None
        self.lines = [0]
        for line in page.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.feed(page)
        self.close()

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form begins, or a control in it."""
        if tag == "form":
            self.here = Form(dict(attrs), self._at())
            self.forms.append(self.here)
        if self.here is None or tag not in {"input", "textarea", "select", "option", "button"}:
            return
        start = self._at()
        control = Control(tag, dict(attrs), start, start + len(self.get_starttag_text() or ""))
        if tag == "option":
            if self.open is not None:
                self.open.options.append(control)
            return
        self.here.controls.append(control)
        if tag in {"textarea", "select"}:
            self.open = control

    def handle_endtag(self, tag: str) -> None:
        """A form ends, or a control that has an inside."""
        if self.open is not None and tag == self.open.tag:
            self.open.inner_end = self._at()
            self.open = None
        if tag == "form":
            self.here = None


def refill(*, page: str, address: str, typed: list[Pair], notice: str = "") -> str | None:
    """The page with its form filled and a notice above it. None where something that was typed has no place in it.

    ``address`` is the page's own: the form is the one that is sent there.
    """
    path = address.partition("?")[0]
    for form in Reader(page).forms:
        target = form.attrs.get("action") or path
        if (form.attrs.get("method") or "").lower() != "post" or target.partition("?")[0] != path:
            continue
        edits = _edits(form, typed)
        if edits is not None:
            return _edited(page, [(form.start, form.start, notice), *edits])
    return None


def _edits(form: Form, typed: list[Pair]) -> list[tuple[int, int, str]] | None:
    """What to replace; None where a name or a choice is not in this form."""
    texts: dict[str, list[str]] = defaultdict(list)
    for name, text in typed:
        texts[name].append(text)
    edits = []
    for control in form.controls:
        if control.kind in TEXTLESS or control.tag == "button":
            if control.value in texts.get(control.name, []):
                texts[control.name].remove(control.value)  # the button that was pressed
        elif control.name and control.name != "csrfmiddlewaretoken" and control.kind not in {"file", "password"}:
            edits += _filled(control, texts.get(control.name, []))
    return edits if not any(text for left in texts.values() for text in left) else None


def _filled(control: Control, left: list[str]) -> list[tuple[int, int, str]]:
    """One control with its text, which is taken from what is left."""
    if control.is_tick:
        return [_tag(control, "checked", _take(left, control.value))]
    if control.tag == "select":
        return [_tag(option, "selected", _take(left, option.value)) for option in control.options]
    if not left:
        return []
    text = left.pop(0)
    if control.tag == "textarea":
        return [(control.end, control.inner_end, "\n" + escape(text))]
    return [_tag(control, "value", True, text)]


def _take(left: list[str], value: str) -> bool:
    if value in left:
        left.remove(value)
        return True
    return False


def _tag(control: Control, name: str, present: bool, text: str | None = None) -> tuple[int, int, str]:
    attrs = dict(control.attrs)
    if present:
        attrs[name] = text
    else:
        attrs.pop(name, None)
    parts = [key if value is None else f'{key}="{escape(value)}"' for key, value in attrs.items()]
    return control.start, control.end, f"<{' '.join([control.tag, *parts])}>"


def _edited(page: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, text in sorted(edits, key=lambda edit: edit[0], reverse=True):
        page = page[:start] + text + page[end:]
    return page
