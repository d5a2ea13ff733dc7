"""What stands on a screen beside its blocks: pictures on answers and scenes, the rows of a scale, and the foot."""

import re

import pytest
from django.urls import reverse

from learning.models import ConfidenceAnswer
from tests.factories.courses import make_course, make_evidence, make_lesson, make_module, make_route, make_scale
from tests.factories.learning import items, make_enrolment, scenario, single
from tests.factories.media import make_document, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def screen(client, officer):
    """The first screen of a lesson of these blocks, as the officer meets it; sent back with these values if any."""

    def show(*blocks, **values):
        course = make_course(modules=0)
        module = make_module(course)
        lesson = make_lesson(module, blocks=list(blocks))
        enrolment = make_enrolment(officer, make_route(course))
        client.force_login(officer)
        url = reverse("learning:lesson", args=[enrolment.uuid, module.slug, lesson.slug, 1])
        page = client.get(url)
        if values:
            sent = page.context["envelope"].initial
            page = client.post(url, {name: sent[name] for name in ("form_key", "revision", "shown")} | values)
        return page.content.decode()

    return show


def test_an_answer_stands_below_its_picture(screen):
    options = items(
        {"text": "Ask.", "right": True, "feedback": "It opens.", "image": make_picture().pk, "alt": "A hand."},
        {"text": "<b>Fix</b>", "right": False, "feedback": "It closes."},
    )
    page = screen(single(options=options))
    assert re.findall(r'<img [^>]*alt="A hand\."[^>]*loading="lazy"[^>]*>Ask\.</span>', page) != []
    assert "&lt;b&gt;Fix&lt;/b&gt;" in page


def test_the_foot_of_an_activity_is_there_for_learners_and_its_note_is_not(screen):
    page = screen(
        single(
            sources=items(make_evidence(sentence="A fall was seen.").pk),
            easy_read={"text": "Ask one thing.", "image": None, "alt": ""},
            trainer_note="Leave a silence.",
        )
    )
    folds = re.findall(r'(?s)<details class="see-others[^"]*">\s*<summary>(.*?)</summary>', page)
    assert folds == ["Easy read", "Where this comes from"]
    assert "Ask one thing." in page
    assert "A fall was seen." in page
    assert "Leave a silence." not in page


def test_a_scene_has_its_picture_and_may_be_listened_to(screen):
    story = scenario()
    first = story["value"]["scenes"][0]["value"]
    recording = make_document("stop.mp3", b"x" * 1024)
    first |= {"image": make_picture().pk, "alt": "A bus stop.", "audio": recording.pk}
    page = screen(story)
    assert 'alt="A bus stop."' in page
    assert re.search(r'<audio controls\s+preload="none"\s+src="([^"]+)"', page)[1] == recording.url


def test_the_rows_and_words_of_a_scale_are_asked_and_kept_by_their_keys(screen):
    make_scale(follow_up="A few weeks on.", rows={"listen": "I can listen.", "point": "I know where."})
    block = {"type": "confidence", "id": "c", "value": {"items": "relational-five", "moment": "LATER"}}
    page = screen(block)
    assert "A few weeks on." in page
    assert re.findall(r"<legend[^>]*>\s*(.*?)\s*</legend>", page.split("player-nav")[0]) == [
        "I can listen.",
        "I know where.",
    ]
    screen(block, **{"c-listen": "7", "c-point": "skip"})
    assert list(ConfidenceAnswer.objects.order_by("item").values_list("item", "value", "moment")) == [
        ("listen", 7, "LATER"),
        ("point", None, "LATER"),
    ]
