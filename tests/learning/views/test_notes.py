"""My notes as pages: mine alone, one shared with the trainers and with nobody else."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.models import Promise, Reflection
from learning.services.enrolment import leave_course
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_course_completion, make_enrolment, reflection, text

pytestmark = pytest.mark.django_db
NOTES = "/learn/notes/"


@pytest.fixture
def mine(client, resident, trainer):
    """Signed in, in a cohort of the trainer, with one reflection that may be shared."""
    course = make_course(modules=0)
    module = make_module(course)
    blocks = [text(), reflection("r-share", may_share=True), reflection("r-own")]
    lesson = make_lesson(module, slug="one", blocks=blocks)
    enrolment = make_enrolment(resident, make_route(course, audience="ANY"))
    make_member(make_cohort(route=enrolment.route, trainers=[trainer]), enrolment=enrolment)
    Reflection.objects.create(enrolment=enrolment, lesson=lesson, block_id="r-share", text="She asked first")
    client.force_login(resident)
    return enrolment


def at(name, enrolment, block="r-share"):
    module = enrolment.required_modules.get().module.slug
    return reverse(f"learning:{name}", args=[enrolment.uuid, module, "one", block])


def promised(enrolment, block="p-one"):
    facts = {"enrolment": enrolment, "lesson": Reflection.objects.first().lesson, "block_id": block}
    return Promise.objects.create(**facts, text="Ring her", ask_on=timezone.localdate())


@pytest.mark.parametrize("count", [1, 3])
def test_my_notes_ask_the_same_number_of_queries(client, mine, count, django_assert_num_queries):
    row = Reflection.objects.get()
    for at_once in range(count):
        facts = {"enrolment": mine, "lesson": row.lesson, "block_id": f"r-{at_once}", "text": "More"}
        Reflection.objects.create(**facts, shared_at=timezone.now())
        promised(mine, f"p-{at_once}")
    client.get(NOTES)
    with django_assert_num_queries(9):
        client.get(NOTES)


def test_nobody_else_finds_them(client, mine, outsider, trainer, administrator):
    promised(mine)
    for person in (outsider, trainer, administrator):
        client.force_login(person)
        assert "She asked first" not in client.get(NOTES).content.decode()
        for name in ("note", "delete_note", "share_note"):
            assert client.get(at(name, mine)).status_code == 404
            assert client.post(at(name, mine), {"text": "Taken"}).status_code == 404
        assert client.post(at("stop_sharing", mine)).status_code == 404
        assert client.post(at("promise", mine, "p-one"), {"kept": "YES"}).status_code == 404
    assert list(Reflection.objects.values_list("text", "shared_at")) == [("She asked first", None)]
    assert Promise.objects.get().kept == ""


def test_writing_it_anew_also_after_the_course(client, mine):
    make_course_completion(mine)
    assert "She asked first" in client.get(at("note", mine)).content.decode()
    assert client.post(at("note", mine), {"text": "She laughed"}).headers["Location"] == NOTES
    assert Reflection.objects.get().text == "She laughed"
    page = client.post(at("note", mine), {"text": "x" * 5001})
    assert "text" in page.context["form"].errors


def test_before_sharing_the_page_shows_what_and_who_and_nothing_is_shared_by_looking(client, mine, trainer):
    page = client.get(at("share_note", mine)).content.decode()
    assert "She asked first" in page
    assert str(trainer) in page
    assert "If somebody else trains you on this course later, they will read it too." in page
    assert Reflection.objects.get().shared_at is None
    for _time in range(2):
        client.post(at("share_note", mine))
    for where in (NOTES, at("share_note", mine)):
        assert (
            "Whoever trains you on this course can read this one, now or later." in client.get(where).content.decode()
        )
    assert "whoever trains you on this course, now or later" in client.get(at("note", mine)).content.decode()
    client.post(at("stop_sharing", mine))
    assert Reflection.objects.get().shared_at is None


def test_what_may_not_be_shared_has_no_such_page(client, mine):
    lesson = Reflection.objects.get().lesson
    Reflection.objects.create(enrolment=mine, lesson=lesson, block_id="r-own", text="Mine alone")
    assert client.get(at("share_note", mine, "r-own")).status_code == 404
    page = client.post(at("share_note", mine, "r-own"), follow=True)
    assert "it stays yours alone" in page.content.decode()
    assert Reflection.objects.filter(shared_at__isnull=False).count() == 0


def test_where_nobody_trains_the_page_says_so(client, mine, outsider):
    alone = make_enrolment(outsider, mine.route)
    Reflection.objects.update(enrolment=alone)
    client.force_login(outsider)
    assert "nobody to share it with" in client.get(at("share_note", alone)).content.decode()


def test_deleting_asks_first(client, mine):
    client.get(at("delete_note", mine))
    assert Reflection.objects.count() == 1
    client.post(at("delete_note", mine))
    assert Reflection.objects.count() == 0
    assert "will stand here" in client.get(NOTES).content.decode()


def test_a_promise_is_asked_about_and_answered_here(client, mine):
    promised(mine)
    assert 'value="PARTLY"' in client.get(NOTES).content.decode()
    client.post(at("promise", mine, "p-one"), {"kept": "MAYBE"})
    assert Promise.objects.get().kept == ""
    for _time in range(2):
        client.post(at("promise", mine, "p-one"), {"kept": "PARTLY"})
    page = client.get(NOTES).content.decode()
    assert Promise.objects.get().kept == "PARTLY"
    assert 'value="PARTLY"' not in page
    assert "<strong>Partly</strong>" in page
    assert client.post(at("promise", mine, "p-none"), {"kept": "YES"}).status_code == 404


def test_what_was_written_in_a_course_that_was_left_is_still_mine(client, mine):
    leave_course(enrolment=mine, by=mine.person)
    assert "She asked first" in client.get(NOTES).content.decode()
    assert client.get(reverse("learning:note", args=[uuid.uuid4(), "a", "b", "c"])).status_code == 404
