"""Easy words, little data and what can be listened to, on the screens of a lesson."""

import re

import pytest
from django.urls import reverse

from courses.blocks.base import FOOT
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, reflection
from tests.factories.media import make_document, make_picture

pytestmark = pytest.mark.django_db
EASY = {"text": "You can say no.", "image": None, "alt": ""}


@pytest.fixture
def page(client, officer):
    """The first screen of a lesson of these blocks."""

    def make(*blocks, query="", **headers):
        course = make_course(modules=0)
        lesson = make_lesson(make_module(course), blocks=list(blocks))
        client.force_login(officer)
        enrolment = make_enrolment(officer, make_route(course))
        place = [enrolment.uuid, lesson.get_parent().slug, lesson.slug, 1]
        return client.get(reverse("learning:lesson", args=place) + query, headers=headers).content.decode()

    return make


def shown(page):
    """The lesson's own part, without the folds at the foot."""
    return page.split('class="lesson"')[1].split("player-nav")[0]


def picture(image):
    value = {"image": image.pk, "alt": "Two people at a wall.", "decorative": False, "caption": "", "credit": ""}
    return {"type": "image", "id": "i", "value": value}


def test_easy_words_come_first_for_whoever_wants_them_with_a_way_back_to_all(page, client):
    block = {"type": "text", "id": "t", "value": {"text": "<p>Knock twice.</p>", "easy_read": EASY}}
    other = {"type": "text", "id": "o", "value": "<p>No easy words.</p>"}
    usual = shown(page(block, other))
    assert usual.index("Knock twice.") < usual.index("You can say no.")
    client.cookies["easy"] = "1"
    easy = shown(page(block, other))
    assert easy.index("You can say no.") < easy.index("Read all the words") < easy.index("Knock twice.")
    assert easy.count("You can say no.") == 1
    assert "No easy words." in easy


def test_the_easy_words_of_an_activity_stand_above_its_form(page, client):
    client.cookies["easy"] = "1"
    easy = shown(page(reflection(easy_read=EASY)))
    assert easy.index("You can say no.") < easy.index("Who comes to you?")
    assert easy.count("You can say no.") == 1


@pytest.mark.parametrize("asks", [{"cookie": "1"}, {"header": "on"}])
def test_with_little_data_a_picture_comes_when_asked_for(page, client, asks):
    image = make_picture()
    client.cookies["low_data"] = asks.get("cookie", "")
    headers = {"Save-Data": asks["header"]} if "header" in asks else {}
    low = shown(page(picture(image), **headers))
    assert "<img" not in low
    (address,) = re.findall(r'href="(\?show=[^"#]+)#show-', low)
    assert address == f"?show=p{image.pk}"
    assert re.search(r"Show the picture \(\d+\xa0bytes\)", low)
    assert 'alt="Two people at a wall."' in shown(page(picture(image), query=address, **headers))


def test_with_little_data_a_recording_is_its_words_until_asked_for(page, client):
    client.cookies["low_data"] = "1"
    file = make_document("stop.mp3", b"x" * 2048)
    value = {"title": "The landing", "file": file.pk, "transcript": "I was doing the light."}
    low = shown(page({"type": "audio", "id": "a", "value": value}))
    assert "<audio" not in low
    assert re.search(r"<details open>\s*<summary>Transcript", low)
    assert f"?show=m{file.pk}" in low
    asked = shown(page({"type": "audio", "id": "a", "value": value}, query=f"?show=m{file.pk}"))
    assert '<audio controls preload="none"' in asked


def test_all_that_a_screen_has_to_listen_to_stands_at_its_top(page):
    assert "audio" in FOOT
    first, second = make_document("one.mp3", b"x" * 1024), make_document("two.mp3", b"x" * 1024)
    read = {
        "type": "text",
        "id": "t",
        "value": {"text": "<p>A</p>", "audio": {"file": first.pk, "transcript": "Slowly."}},
    }
    done = reflection(audio={"file": second.pk, "transcript": ""})
    found = shown(page(read, done))
    assert found.count("Listen") == 1
    assert re.findall(r'aria-label="([^"]+)"></audio>', found) == ["Text", "Who comes to you?"]
    assert found.index("Slowly.") < found.index("The words are those on this screen.") < found.index("<p>A</p>")


@pytest.mark.parametrize("words", [EASY, EASY | {"text": ""}])
def test_easy_read_says_where_a_screen_has_none(page, client, words):
    said = "There is no easy read of this screen yet."
    blocks = [picture(make_picture()), reflection(easy_read=words)]
    assert said not in page(*blocks)
    client.cookies["easy"] = "1"
    assert (said in page(*blocks)) is not bool(words["text"])


def test_how_one_reads_is_sent_from_the_lesson_and_leads_back_to_it(page, client):
    found = page(reflection())
    form = found.split('action="/accounts/display/"')[1].split("</form>")[0]
    assert set(re.findall(r'name="(\w+)"', form)) == {"csrfmiddlewaretoken", "next", "easy", "low_data", "text"}
    back = re.search(r'name="next" value="([^"]+)"', form)[1]
    client.cookies["theme"] = "dark"
    answer = client.post("/accounts/display/", {"next": back, "easy": "1", "low_data": "", "text": "125"})
    assert answer.url == back
    kept = {name: client.cookies[name].value for name in ("theme", "easy", "text")}
    assert kept == {"theme": "dark", "easy": "1", "text": "125"}
