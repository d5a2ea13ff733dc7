"""What the site says is easy to read: short sentences, our words, and a reading age of eleven or less."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.language import reading
from tests.language.catalogue import FOLDERS, SOURCE, on_disk
from tests.language.letters import write_all

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SAID = re.compile(
    r"""\{%\s*(?:translate|trans)\s+(?P<quote>["'])(?P<one>.*?)(?P=quote)|(?<![\w.])_\((?P<q>["'])(?P<two>.*?)(?P=q)\)"""
    r"""|\{%\s*blocktrans(?:late)?\b[^%]*%\}(?P<block>.*?)\{%\s*endblocktrans""",
    re.DOTALL,
)
SAY = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
A_PAGE = 100  # words: enough to say how old its reader must be


def said() -> list[str]:
    """Every sentence of the catalogue in English, as somebody reads it."""
    found = []
    for entry in on_disk(SOURCE):
        ours = [text for name, text in entry.parts.items() if name.startswith("msgstr") and text]
        found += ours or entry.sources
    return found


def test_the_catalogue_says_a_sentence_anew_only_where_others_wrote_it():
    source = ast.parse((ROOT / "academy" / "voice.py").read_text(encoding="utf-8"))
    named = {node.value for node in ast.walk(source) if isinstance(node, ast.Constant)}
    entries = [entry for entry in on_disk(SOURCE) if any(entry.parts[n] for n in entry.parts if n.startswith("msgstr"))]
    assert [entry.parts["msgid"] for entry in entries if entry.parts["msgid"] not in named] == []
    assert [entry.parts["msgid"] for entry in on_disk(SOURCE) if entry.fuzzy] == []


def test_a_sentence_has_twenty_five_words_at_most():
    assert [text for text in said() if reading.too_long(text)] == []


def test_words_that_we_do_not_use():
    assert {text: found for text in said() if (found := reading.not_ours(text))} == {}


def old(texts: dict[str, str]) -> dict[str, float]:
    """The texts whose reader must be older than eleven."""
    ages = {name: reading.age(text) for name, text in texts.items()}
    return {name: round(age, 1) for name, age in ages.items() if age is not None and age > reading.OLDEST}


def test_an_eleven_year_old_can_read_each_longer_text():
    assert old({text: text for text in said()}) == {}


def words_of(template: Path) -> str:
    """What a template says by itself, a line each."""
    text = template.read_text(encoding="utf-8")
    parts = [found["one"] or found["two"] or found["block"] or "" for found in SAID.finditer(text)]
    return "\n".join(re.sub(r"\{%.*?%\}", "\n", re.sub(r"\{\{.*?\}\}", "Sam", part)) for part in parts)


def test_an_eleven_year_old_can_read_what_each_page_says_by_itself():
    pages = {str(path.relative_to(ROOT)): words_of(path) for path in TEMPLATES}
    long = {name: text for name, text in pages.items() if len(reading.WORD.findall(text)) >= A_PAGE}
    assert len(long) > 10
    assert old(long) == {}


@pytest.mark.django_db
def test_an_eleven_year_old_can_read_every_letter():
    letters = {f"{letter.template} {letter.subject}": letter.text.split("\n-- \n") for letter in write_all()}
    assert [name for name, parts in letters.items() if any(map(reading.too_long, parts))] == []
    assert old({name: re.sub(r"https?://\S+|.*@.*", "", parts[0]) for name, parts in letters.items()}) == {}


def test_nothing_is_translated_inside_braces_where_no_tool_finds_it():
    """xgettext reads f"…" as plain text: a sentence in its braces would never reach a translator."""
    hidden = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in SAY
    ]
    assert hidden == []


HEARD = (
    "neighbour 2, people 2, tables 2, places 2, create 2, course 1, session 2, completion 3, wanted 2, opened 2, H 1"
)


@pytest.mark.parametrize("heard", [*HEARD.split(", "), "organisation 2"])
def test_syllables_are_counted_as_they_are_heard(heard):
    word, count = heard.split()
    assert reading.syllables(word) == int(count)


def test_hard_text_is_told_from_easy_text():
    hard = "The administrator terminated certification. This necessitates reconsideration. Communication is needed."
    easy = "You have joined. Your first date is on Tuesday. We will write to you."
    assert reading.age(hard) > reading.OLDEST > reading.age(easy)
    assert reading.age("Interdepartmental communication") is None


def test_what_is_looked_for_is_found():
    assert reading.not_ours("The user can't. Send an email to service users!") == [
        *("user", "can't", "email", "users", "service users", "!"),
    ]
    assert reading.not_ours("They are not useful to clientele, e-mail or a failsafe") == []
    assert reading.too_long("one " * 26)
    assert not reading.too_long("one " * 25 + ". Two")
