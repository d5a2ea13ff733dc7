"""A lesson that changed while somebody was in it: nothing of theirs is lost, and nobody is left standing."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Edition, LessonPage, ModulePage
from learning.models import ModuleCompletion, QuizAttempt, Reflection
from learning.services.settling import settle_page
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import finish, make_enrolment, reflection, save, single, text

pytestmark = pytest.mark.django_db
TODAY = f"{timezone.localdate():%-d %B %Y}"


@pytest.fixture
def mine(client, officer):
    course = make_course(modules=0)
    make_lesson(make_module(course, code="ready"), blocks=[single(), reflection(), text("t-end")], slug="one")
    client.force_login(officer)
    return make_enrolment(officer, make_route(course))


def lesson():
    return LessonPage.objects.get(slug="one")


def body(*blocks):
    """The lesson is published with these blocks."""
    page = lesson()
    page.body = LessonPage._meta.get_field("body").stream_block.to_python(list(blocks))
    return publish(page)


def screen(mine, number=1):
    return reverse("learning:lesson", args=[mine.uuid, "ready", "one", number])


def read(client, address):
    return " ".join(client.get(address, follow=True).content.decode().split())


def changed(question):
    return body(single(question=question), reflection(), text("t-end"))


def test_an_answer_stays_with_the_question_that_was_answered_however_long_ago(client, mine):
    save(mine, lesson(), {"q-single": "i2"})
    before = list(QuizAttempt.objects.values())
    assert "This question has changed" not in read(client, screen(mine))
    changed("Who do you ring?")
    Edition.objects.update(published_at=timezone.now() - timedelta(days=40))
    page = read(client, screen(mine))
    assert '<p class="question">What do you do?</p>' in page
    assert "He used to play dominoes." in page
    assert "This question has changed since you answered. Your answer stays with the question that you saw." in page
    assert list(QuizAttempt.objects.values()) == before
    assert "Who do you ring?" in read(client, f"{screen(mine)}?again=1")


def test_another_block_of_the_lesson_that_changes_says_nothing_beside_the_question(client, mine):
    save(mine, lesson(), {"q-single": "i2"})
    body(single(), reflection(), text("t-end", "<p>Other words.</p>"))
    assert "This question has changed" not in read(client, screen(mine))


def sent(client, mine, number, **values):
    envelope = client.get(screen(mine, number)).context["envelope"].initial
    kept = {"form_key": uuid.uuid4(), "revision": envelope["revision"], "shown": envelope["shown"]}
    return lambda: client.post(screen(mine, number), kept | values, follow=True)


def test_a_part_that_was_taken_out_says_since_when_and_keeps_what_was_sent(client, mine):
    send = sent(client, mine, 2, **{"r-who-text": "My sister."})
    body(single(), text("t-end"))
    page = " ".join(send().content.decode().split())
    assert f"This part was taken out on {TODAY}. Nothing you did is lost." in page
    assert Reflection.objects.get().text == "My sister."


def test_whoever_was_in_a_lesson_that_is_taken_down_goes_on_with_its_module(client, mine):
    save(mine, lesson(), {"q-single": "i2"})
    send = sent(client, mine, 2, **{"r-who-text": "My sister."})
    lesson().unpublish()
    page = send()
    assert page.redirect_chain[-1][0] == reverse("learning:module", args=[mine.uuid, "ready"])
    assert "This lesson was taken out. Nothing you did is lost." in page.content.decode()
    assert Reflection.objects.get().text == "My sister."
    assert "This lesson was taken out." in read(client, screen(mine, 1))


def test_a_lesson_taken_down_that_one_never_began_is_not_there(client, mine):
    lesson().unpublish()
    assert client.get(screen(mine)).status_code == 404
    assert client.post(screen(mine), {}).status_code == 404


def test_a_lesson_taken_down_is_no_longer_waited_for(mine):
    module = ModulePage.objects.get()
    finish(mine, make_lesson(module, slug="two"))
    assert ModuleCompletion.objects.count() == 0
    lesson().unpublish()
    settle_page(page=lesson().pk)
    assert ModuleCompletion.objects.get().module == module
