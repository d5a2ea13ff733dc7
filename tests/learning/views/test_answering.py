import uuid

import pytest
from django.urls import reverse

from learning.models import Question
from learning.services.answering import answer
from people.models import Message
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.learning import make_module_completion

pytestmark = pytest.mark.django_db
LIST = reverse("learning:questions")


@pytest.fixture
def member(trainer):
    return make_member(make_cohort(trainers=[trainer]))


def asked(member, **facts):
    given = {"text": "The day is wrong.", "to": "TRAINER", "enrolment": member.enrolment} | facts
    return Question.objects.create(person=member.enrolment.person, form_key=uuid.uuid4(), **given)


def page(question):
    return reverse("learning:answer", args=[question.uuid])


def test_the_list_is_what_waits_and_below_it_what_was_answered(client, trainer, member):
    client.force_login(trainer)
    assert "No question waits for you." in client.get(LIST).content.decode()
    waits, done = asked(member), answer(asked=asked(member), text="Yes.", by=trainer)
    context = client.get(LIST).context
    assert (list(context["page"]), context["answered"]) == ([waits], [done])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(client, trainer, member, rows, django_assert_num_queries):
    for _row in range(rows):
        asked(member)
        answer(asked=asked(member), text="Yes.", by=trainer)
    client.force_login(trainer)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)


def test_learners_and_editors_have_no_such_list(client, officer, editor):
    for person in (officer, editor):
        client.force_login(person)
        assert client.get(LIST).status_code == 403


def test_a_trainer_answers_once_and_the_learner_reads_it(client, trainer, member):
    question = asked(member, completion=make_module_completion(member.enrolment))
    client.force_login(trainer)
    shown = client.get(page(question)).content.decode()
    assert reverse("cohorts:member", args=[member.cohort.uuid, member.uuid]) in shown
    assert client.post(page(question), {"text": "It is put right."}).url == LIST
    assert client.post(page(question), {"text": "It is put right."}).url == LIST
    second = client.post(page(question), {"text": "Or not."}).content.decode()
    for words in ("Their answer stays, and yours was not sent.", "It is put right.", "Or not."):
        assert words in second
    assert "<textarea" not in second
    assert "It is put right." in client.get(page(question)).content.decode()
    assert Message.objects.filter(key=f"question:{question.uuid}").count() == 1
    client.force_login(member.enrolment.person)
    record = client.get(reverse("learning:record")).content.decode()
    assert "It is put right." in record
    assert trainer.get_full_name() in record


def test_an_empty_answer_is_an_error(client, trainer, member):
    question = asked(member)
    client.force_login(trainer)
    text = client.post(page(question), {"text": ""}).content.decode()
    assert "<title>Error:" in text
    assert Question.objects.open().get() == question


def test_another_s_question_is_unknown(client, other_trainer, hr, officer, member):
    question = asked(member)
    for person in (other_trainer, hr, officer, member.enrolment.person):
        client.force_login(person)
        assert client.get(page(question)).status_code == 404


def test_the_office_answers_about_the_whole_record_without_a_way_to_change_it(client, administrator, member):
    question = asked(member, to="OFFICE", enrolment=None)
    client.force_login(administrator)
    text = client.get(page(question)).content.decode()
    assert "The whole record" in text
    assert "Put it right first" not in text


def test_the_first_page_of_a_trainer_has_the_question(client, trainer, member):
    question = asked(member)
    client.force_login(trainer)
    assert page(question) in client.get(reverse("cohorts:today")).content.decode()
