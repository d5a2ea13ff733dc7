"""An editor at Wagtail's forms: pages, blocks from the chooser and what stands in them, by the names on the screen.

What is to be written has the shape of the starter files: {kind: value} for each block, ** for bold, "- " for an item.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect
from wagtail.blocks import (
    Block,
    BooleanBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.models import LessonPage
from courses.services.starter import blocks_of

BLOCKS = "[data-streamfield-stream-container] > [data-streamfield-child]"
PATIENCE = 20_000  # milliseconds until a page is saved and shown again, on a busy machine
LATER = re.compile(r' data-block-key="\w+"')  # what the browser and the house add to what somebody typed

Fields = Mapping[str, Any]


def named(words: str) -> re.Pattern[str]:
    """The whole name of a control; what must be filled has a star behind it."""
    return re.compile(rf"^{re.escape(words)}\*?$")


def field(where: Page | Locator, name: str) -> Locator:
    """A field to write in."""
    return where.get_by_role("textbox", name=named(name)).first


def new_page_of(page: Page, parent: int, kind: str, title: str) -> None:
    """The form of a new page below another, with its title."""
    page.goto(f"/cms/pages/add/courses/{kind}/{parent}/")
    field(page, "Title").fill(title)


def open_tab(page: Page, name: str) -> None:
    """Another part of the form."""
    page.get_by_role("tab", name=name).click()


def save_draft(page: Page) -> None:
    """A draft can always be saved."""
    page.get_by_role("button", name="Save draft").click()
    said(page, re.compile("created|updated"))


def said(page: Page, words: str | re.Pattern[str]) -> None:
    """The message above the page, once it has come."""
    expect(page.locator(".messages")).to_contain_text(words, timeout=PATIENCE)


def choose_page(page: Page, title: str, *, under: str = "") -> None:
    """From the open dialog that asks for a page, found by its title, and by that of the page above it."""
    dialog = page.get_by_role("dialog")
    field(dialog, "Search term").fill(title)
    row = dialog.get_by_role("row").filter(has=page.get_by_role("link", name=under, exact=True)) if under else dialog
    row.get_by_role("link", name=title, exact=True).first.click()
    expect(dialog).to_have_count(0)


def add_block(page: Page, name: str) -> Locator:
    """One more block at the end, from the list of blocks."""
    there = page.locator(BLOCKS)
    at = there.count()
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}(?=\W|$)")).first.click()
    expect(there).to_have_count(at + 1)
    return there.nth(at)


def write_blocks(page: Page, body: StreamBlock, entries: Sequence[Fields]) -> None:
    """The blocks of a page, one after the other."""
    for entry in entries:
        ((kind, value),) = entry.items()
        block = body.child_blocks[kind]
        where = add_block(page, str(block.label))
        if not isinstance(block, StaticBlock):
            write_fields(where, block, value if isinstance(value, Mapping) else {block.bare: value})


def write_fields(where: Locator, block: StructBlock, values: Fields) -> None:
    """The fields of a block; those that are not named stay as they are in a new one."""
    for name, value in values.items():
        child = block.child_blocks[name]
        write = next((writer for kind, writer in WRITERS.items() if isinstance(child, kind)), write_words)
        write(where, child, value)


def write_words(where: Locator, block: Block, value: str) -> None:
    """A field for words."""
    field(where, str(block.label)).fill(value)


def tick(where: Locator, block: Block, value: bool) -> None:
    """A box to tick."""
    where.get_by_role("checkbox", name=named(str(block.label))).first.set_checked(value)


def choose(where: Locator, block: Block, value: str) -> None:
    """One of a list."""
    where.get_by_role("combobox", name=named(str(block.label))).select_option(value)


def choose_snippet(where: Locator, block: Block, code: str) -> None:
    """A row of a list that editors keep, found by its code."""
    where.get_by_role("button", name=f"Choose {str(block.label).lower()}").click()
    dialog = where.page.get_by_role("dialog")
    field(dialog, "Search term").fill(code)
    dialog.get_by_role("link", name=re.compile(rf"^{code}\b")).click()
    expect(dialog).to_have_count(0)


def write_list(where: Locator, block: ListBlock, values: Sequence[Any]) -> None:
    """As many rows as are needed, and what stands in each."""
    named_so = where.page.get_by_text(str(block.label), exact=True)
    rows = where.locator("[data-contentpath]").filter(has=named_so).first.locator("[data-streamfield-list-container]")
    own = rows.first.locator("> [data-streamfield-child]")
    for at, value in enumerate(values):
        if own.count() <= at:
            rows.first.get_by_role("button", name="Add", exact=True).last.click()
        if isinstance(block.child_block, StructBlock):
            write_fields(own.nth(at), block.child_block, value)
        else:
            field(own.nth(at), str(block.label)).fill(value)


def write_rich(where: Locator, block: Block, value: str) -> None:
    """Paragraphs, bold words and the items of a list, with the keys that an editor has for them."""
    field(where, str(block.label)).click()
    keys = where.page.keyboard
    for place, (line, is_item, is_first) in enumerate(lines_of(value)):
        if place:
            keys.press("Enter")
        if is_item and is_first:
            keys.type("- ")
        for turn, words in enumerate(line.split("**")):
            if turn:
                keys.press("Control+b")
            keys.insert_text(words)
    is_kept(where, re.split(r"\*\*|\n- |\n", value.strip())[-1])


def is_kept(where: Locator, words: str) -> None:
    """The editor for rich text hands its words to the form a moment after they were typed."""
    stored = re.escape(json.dumps(words, ensure_ascii=False)[1:-1])
    kept = where.locator("[data-streamfield-widget]:has([data-draftail-editor]) > input[type=hidden]")
    expect(kept.first).to_have_value(re.compile(stored))


def lines_of(value: str) -> Iterator[tuple[str, bool, bool]]:
    """Each paragraph and each item of a list: its words, whether it is an item, and whether it is the first one."""
    for paragraph in re.split(r"\n\s*\n", value.strip()):
        is_list = paragraph.startswith("- ")
        for number, line in enumerate(paragraph.splitlines() if is_list else [" ".join(paragraph.split())]):
            yield line.removeprefix("- "), is_list, not number


WRITERS: dict[type[Block], Callable[[Locator, Any, Any], None]] = {
    ListBlock: write_list,
    RichTextBlock: write_rich,
    BooleanBlock: tick,
    ChoiceBlock: choose,
    SnippetChooserBlock: choose_snippet,
}


def as_written(value: Any) -> Any:
    """What is stored without the keys that it was given."""
    if isinstance(value, Mapping):
        return {name: as_written(inner) for name, inner in value.items() if name != "id"}
    if isinstance(value, list):
        return [as_written(inner) for inner in value]
    return LATER.sub("", value).replace("\r\n", "\n") if isinstance(value, str) else value


def says(lesson: LessonPage, entries: list[dict[str, Any]]) -> bool:
    """Whether the lesson as last saved holds these entries of a starter file, and nothing else."""
    stored = lesson.get_latest_revision_as_object().body.get_prep_value()
    return as_written(stored) == as_written(blocks_of(LessonPage, "body", entries, "said"))
