"""Every letter of the house: the same words as text and HTML, one thing to do, why it came and how to stop it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from tests.language.letters import write_all

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates"
WORD = re.compile(r"https?://\S+|[\w'’@.-]*\w")
DIGEST = "people/emails/reminders"
FOOT = "Relationships Academy. People learning how to look out for each other."


class Letter(HTMLParser):
    """The words of the body, the addresses it links to, and the addresses on its button."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.buttons, self.tags, self.inside = [], [], [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        self.tags.append(tag)
        self.inside = self.inside or tag == "body"
        if tag == "a":
            self.links.append(facts["href"])
            if facts.get("class") == "button":
                self.buttons.append(facts["href"])

    def handle_data(self, data):
        if self.inside:
            self.words += WORD.findall(data)


@pytest.fixture
def letters():
    return write_all()


def test_every_letter_there_is_was_written(letters):
    on_disk = {
        str(path.relative_to(TEMPLATES)).removesuffix(".subject.txt") for path in TEMPLATES.rglob("*.subject.txt")
    }
    assert {letter.template for letter in letters} == on_disk


def test_a_subject_is_shorter_than_sixty_letters_and_one_line(letters):
    assert {letter.template: letter.subject for letter in letters if not 0 < len(letter.subject) < 60} == {}
    assert [letter.subject for letter in letters if "\n" in letter.subject or "!" in letter.subject] == []


def test_text_and_html_have_the_same_words_in_the_same_order(letters):
    for letter in letters:
        assert Letter(letter.html).words == WORD.findall(letter.text), letter.template


def test_a_letter_has_one_button_at_most_with_its_address_under_it(letters):
    for letter in letters:
        html = Letter(letter.html)
        foot = (f"{settings.SITE_URL}/help/", f"{settings.SITE_URL}/accounts/stop/")
        assert len(html.buttons) <= 1, letter.template
        if letter.template != DIGEST:  # a link for each thing in it
            assert [link for link in html.links if not link.startswith(foot)] == html.buttons * 2, letter.template
        assert all(link in letter.text for link in html.links), letter.template


def test_the_letters_that_ask_for_nothing_are_these(letters):
    without = {letter.template for letter in letters if not Letter(letter.html).buttons}
    assert without == {
        "people/emails/sign_in_code",  # the code is what they need
        "people/emails/confirm_address",
        "people/emails/unknown_address",  # there is nothing that they could open
        DIGEST,
    }


def test_the_foot_says_why_how_to_stop_and_who_we_are(letters):
    for letter in letters:
        foot = letter.text.split("\n-- \n")[1].splitlines()
        assert len(foot) == 4, letter.template
        assert foot[0].startswith("You get this letter "), letter.template
        assert re.match("To stop|It comes once|It keeps", foot[1]), letter.template
        assert foot[2:] == [FOOT, f"{settings.SITE_URL}/help/"], letter.template


def test_nothing_is_fetched_and_nothing_reports_back(letters):
    for letter in letters:
        assert not {"img", "script", "link", "iframe", "object", "form"} & set(Letter(letter.html).tags)
        assert not re.search(r"url\(|@import|@font-face", letter.html), letter.template


def test_every_letter_is_one_column_in_the_systems_face_light_and_dark(letters):
    for letter in letters:
        for rule in ("max-width: 34rem", "system-ui", "color-scheme: light dark", "(prefers-color-scheme: dark)"):
            assert rule in letter.html, letter.template


def test_nothing_is_left_to_fill_in_and_the_text_is_no_html(letters):
    for letter in letters:
        assert not re.search(r"\{\{|\{%|\[\[|None", letter.subject + letter.text + letter.html), letter.template
        assert not re.search(r"&\w+;|&#|</", letter.text), letter.template
        assert "\n\n\n" not in letter.text, letter.template


def test_a_code_is_in_the_subject_where_it_can_be_read_at_once(letters):
    assert {letter.subject for letter in letters if letter.template == "people/emails/sign_in_code"} == {
        "Your code is 482 913"
    }


def test_a_certificate_that_replaces_another_says_so_and_why(letters):
    (letter,) = (each for each in letters if each.template.endswith("certificate_replaced"))
    assert letter.subject == "Your certificate has been replaced"
    assert "The reason: The name was put right." in letter.text
    assert "The code of the old one can still be checked." in letter.text
