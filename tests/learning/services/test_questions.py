"""Asked once, of whoever can help, and answered once."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from cohorts.models import Cohort
from learning.models import Question
from learning.services.obstacles import AnsweredBefore
from learning.services.questions import answer, answerable_by, ask, fitting, waiting_for
from people.models import Message
from records.services.publish import publish
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db
OFFICE, TRAINER, HR = Question.To.OFFICE, Question.To.TRAINER, Question.To.HR
WORDS = "I was there on 4 March, and it is not listed."


def route(audience="STAFF"):
    return make_route(make_course(modules=2), audience=audience)


def done(person, audience="STAFF"):
    """One module of two complete, published to whoever may read it."""
    completion = make_module_completion(make_enrolment(person, route(audience)))
    publish(kind="module", source=completion.uuid)
    return completion


def put(person, to=OFFICE, **about):
    return ask(person=person, text=WORDS, to=to, form_key=uuid.uuid4(), **about)


def acts(action):
    return ModelLogEntry.objects.filter(action=action).count()


def test_a_resident_on_their_own_asks_the_office(resident):
    assert fitting(person=resident) == [OFFICE]
    assert fitting(person=resident, completion=done(resident, "RESIDENT")) == [OFFICE]


def test_whoever_is_in_a_cohort_that_runs_asks_its_trainer(resident, trainer):
    completion = done(resident, "ANY")
    cohort = make_cohort(route=completion.enrolment.route, trainers=[trainer])
    make_member(cohort, enrolment=completion.enrolment)
    other = make_enrolment(resident, route())
    assert fitting(person=resident, completion=completion) == [TRAINER]
    assert fitting(person=resident) == [TRAINER]
    assert fitting(person=resident, enrolment=other) == [OFFICE]
    Cohort.objects.update(state=Cohort.State.CLOSED, closed_at=cohort.created_at)
    assert fitting(person=resident, completion=completion) == [OFFICE]


def test_staff_may_choose_between_trainer_and_hr(officer, trainer):
    completion = done(officer)
    assert fitting(person=officer, completion=completion) == [HR]
    make_member(make_cohort(route=completion.enrolment.route, trainers=[trainer]), enrolment=completion.enrolment)
    for about in ({"completion": completion}, {"enrolment": completion.enrolment}, {}):
        assert fitting(person=officer, **about) == [TRAINER, HR]


def test_hr_has_no_record_of_a_route_for_residents_or_after_the_post(officer):
    assert fitting(person=officer, completion=done(officer, "RESIDENT")) == [OFFICE]
    completion = done(officer)
    officer.assignments.update(ends_on=completion.happened_on)
    assert fitting(person=officer, completion=completion) == [OFFICE]


def test_a_question_is_kept_once_for_each_form(officer):
    key = uuid.uuid4()
    twice = [ask(person=officer, text=f" {WORDS} ", to=OFFICE, form_key=key) for _again in range(2)]
    assert twice[0] == twice[1] == Question.objects.get()
    assert (twice[0].text, acts("learning.ask_question")) == (WORDS, 1)


def test_a_question_about_a_completion_knows_its_course(officer):
    completion = done(officer)
    question = put(officer, HR, completion=completion)
    assert (question.completion, question.enrolment) == (completion, completion.enrolment)


def test_a_question_needs_words_somebody_who_fits_and_a_form_of_one_s_own(officer, resident):
    key = put(officer).form_key
    for facts in (
        {"text": "  "},
        {"to": TRAINER},
        {"person": resident, "form_key": key},
    ):
        given = {"person": officer, "text": WORDS, "to": OFFICE, "form_key": uuid.uuid4()} | facts
        with pytest.raises(ValidationError):
            ask(**given)
    assert Question.objects.count() == 1


def test_the_first_answer_stays_and_whoever_asked_is_written_to_once(officer, administrator, trainer):
    question = put(officer)
    with pytest.raises(ValidationError):
        answer(question=question, text=" ", by=administrator)
    answered = answer(question=question, text="It is listed now.", by=administrator)
    with pytest.raises(AnsweredBefore):
        answer(question=question, text="No.", by=trainer)
    again = answer(question=question, text=" It is listed now. ", by=trainer)
    assert (again.answer, again.answered_by) == (answered.answer, answered.answered_by)
    assert (answered.answer, answered.answered_by) == ("It is listed now.", administrator)
    letter = Message.objects.get(key=f"question:{question.uuid}")
    assert (letter.address, letter.status) == (officer.email, Message.Status.QUEUED)
    assert "It is listed now." in letter.text
    assert acts("learning.answer_question") == 1


def test_somebody_without_e_mail_gets_the_answer_by_hand(mentor, administrator):
    answer(question=put(mentor), text="It is listed now.", by=administrator)
    letter = Message.objects.get(person=mentor)
    assert (letter.status, "It is listed now." in letter.text) == (Message.Status.BY_HAND, True)


def test_trainers_answer_members_and_hr_its_staff(officer, resident, trainer, other_trainer, hr, other_hr):
    completion = done(officer)
    cohort = make_cohort(route=completion.enrolment.route, trainers=[trainer])
    make_member(cohort, enrolment=completion.enrolment)
    to_trainer = [put(officer, TRAINER, completion=completion), put(officer, TRAINER)]
    to_hr = [
        put(officer, HR, completion=completion),
        put(officer, HR, enrolment=completion.enrolment),
        put(officer, HR),
    ]
    to_office = put(resident)
    assert list(answerable_by(trainer).order_by("pk")) == to_trainer
    assert list(answerable_by(hr).order_by("pk")) == to_hr
    assert [list(answerable_by(who)) for who in (other_trainer, other_hr, officer, resident)] == [[]] * 4
    assert waiting_for(trainer) == to_trainer
    answer(question=to_trainer[0], text="Yes.", by=trainer)
    assert waiting_for(trainer) == [to_trainer[1]]
    assert to_office.pk


def test_administrators_answer_all_but_their_own(officer, administrator):
    put(administrator)
    question = put(officer)
    assert list(answerable_by(administrator)) == [question]


def test_whoever_moved_asks_the_employer_of_today_about_a_course(officer, hr, other_hr):
    completion = done(officer)
    about_one = put(officer, HR, completion=completion)
    about_course = put(officer, HR, enrolment=completion.enrolment)
    assert set(answerable_by(hr)) == {about_one, about_course}
    officer.organisation = other_hr.organisation
    officer.save()
    assert set(answerable_by(hr)) == {about_one}
    assert set(answerable_by(other_hr)) == set()
