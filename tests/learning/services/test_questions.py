"""Asked once, of whoever can help, and answered once."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from cohorts.models import Cohort
from learning.models import Question
from learning.services.answering import answer
from learning.services.questions import answerable_by, ask, fitting, waiting_for
from people.permissions import ADMINISTRATORS
from records.services.publish import publish
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_enrolment, make_module_completion
from tests.factories.people import make_person

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
    assert list(fitting(person=resident)) == [OFFICE]
    assert list(fitting(person=resident, completion=done(resident, "RESIDENT"))) == [OFFICE]


def test_whoever_is_in_a_cohort_that_runs_asks_its_trainer_or_the_office(resident, trainer):
    completion = done(resident, "ANY")
    cohort = make_cohort(route=completion.enrolment.route, trainers=[trainer])
    make_member(cohort, enrolment=completion.enrolment)
    other = make_enrolment(resident, route())
    assert list(fitting(person=resident, completion=completion)) == [TRAINER, OFFICE]
    assert list(fitting(person=resident)) == [TRAINER, OFFICE]
    assert list(fitting(person=resident, enrolment=other)) == [OFFICE]
    Cohort.objects.update(state=Cohort.State.CLOSED, closed_at=cohort.created_at)
    assert list(fitting(person=resident, completion=completion)) == [OFFICE]


def test_staff_may_choose_between_trainer_hr_and_office(officer, trainer, hr):
    completion = done(officer)
    assert list(fitting(person=officer, completion=completion)) == [HR, OFFICE]
    make_member(make_cohort(route=completion.enrolment.route, trainers=[trainer]), enrolment=completion.enrolment)
    for about in ({"completion": completion}, {"enrolment": completion.enrolment}, {}):
        assert fitting(person=officer, **about) == {
            TRAINER: "My trainer",
            HR: f"HR of {hr.organisation.name}",
            OFFICE: "The people who run this site",
        }


def test_nobody_is_offered_who_is_not_there(officer, other_hr):
    """No HR in the organisation, and a cohort whose only trainer is the learner."""
    completion = done(officer)
    make_member(make_cohort(route=completion.enrolment.route, trainers=[officer]), enrolment=completion.enrolment)
    assert list(fitting(person=officer, completion=completion)) == [OFFICE]


def test_hr_has_no_record_of_a_route_for_residents_or_after_the_post(officer, hr):
    assert list(fitting(person=officer, completion=done(officer, "RESIDENT"))) == [OFFICE]
    completion = done(officer)
    officer.assignments.update(ends_on=completion.happened_on)
    assert list(fitting(person=officer, completion=completion)) == [OFFICE]


def test_whoever_moved_is_told_which_hr_has_the_record(officer, hr, other_hr):
    completion = done(officer)
    officer.organisation = other_hr.organisation
    officer.save()
    assert fitting(person=officer, completion=completion)[HR] == f"HR of {hr.organisation.name}"
    assert HR not in fitting(person=officer, enrolment=completion.enrolment)
    assert HR not in fitting(person=officer)


def test_a_question_is_kept_once_for_each_form(officer):
    key = uuid.uuid4()
    twice = [ask(person=officer, text=f" {WORDS} ", to=OFFICE, form_key=key) for _again in range(2)]
    assert twice[0] == twice[1] == Question.objects.get()
    assert (twice[0].text, acts("learning.ask_question")) == (WORDS, 1)


def test_a_question_about_a_completion_knows_its_course(officer, hr):
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


@pytest.fixture
def everyone(request):
    names = ("trainer", "other_trainer", "hr", "other_hr", "administrator", "editor", "officer", "resident")
    return {name.replace("_", " "): request.getfixturevalue(name) for name in names}


@pytest.fixture
def member(officer, trainer):
    """The officer in a cohort of the trainer, with a module that HR has on record."""
    completion = done(officer)
    cohort = make_cohort(route=completion.enrolment.route, trainers=[trainer])
    return make_member(cohort, enrolment=completion.enrolment)


def readers(everyone, question):
    return [name for name, who in everyone.items() if question in answerable_by(who)]


@pytest.mark.parametrize("about", ["one module", "the course", "the whole record"])
@pytest.mark.parametrize(("to", "reader"), [(TRAINER, "trainer"), (HR, "hr"), (OFFICE, "administrator")])
def test_a_question_is_read_by_whom_it_is_addressed_to_and_by_nobody_else(everyone, member, to, reader, about):
    completion = member.enrolment.module_completions.get()
    facts = {
        "one module": {"completion": completion},
        "the course": {"enrolment": member.enrolment},
        "the whole record": {},
    }
    question = put(member.enrolment.person, to, **facts[about])
    assert readers(everyone, question) == [reader]
    answer(asked=question, text="It is put right.", by=everyone[reader])
    assert readers(everyone, question) == [reader]


def test_after_a_move_hr_reads_only_what_was_asked_of_it_about_its_own_record(everyone, member, other_hr):
    completion, person = member.enrolment.module_completions.get(), member.enrolment.person
    asked = [put(person, to, completion=completion) for to in (TRAINER, HR, OFFICE)]
    about_course = put(person, HR, enrolment=member.enrolment)
    person.organisation = other_hr.organisation
    person.save()
    done(person)  # which the new employer has on record
    assert [readers(everyone, each) for each in asked] == [["trainer"], ["hr"], ["administrator"]]
    assert readers(everyone, about_course) == ["hr"]


def test_what_nobody_is_left_to_answer_goes_to_the_office(everyone, member, hr, trainer, administrator):
    to_trainer, to_hr = put(member.enrolment.person, TRAINER), put(member.enrolment.person, HR)
    answered = put(member.enrolment.person, TRAINER)
    answer(asked=answered, text="Yes.", by=trainer)
    Cohort.objects.update(state=Cohort.State.CLOSED, closed_at=member.joined_at)
    hr.is_active = False
    hr.save()
    assert readers(everyone, to_trainer) == ["administrator"]
    assert to_hr in answerable_by(administrator)
    assert readers(everyone, answered) == []
    answer(asked=to_trainer, text="It is listed now.", by=administrator)
    assert readers(everyone, to_trainer) == ["administrator"]
    assert to_trainer not in answerable_by(make_person(groups=[ADMINISTRATORS]))


def test_what_waits_is_what_may_be_answered_and_is_open(member, trainer):
    first, second = (put(member.enrolment.person, TRAINER) for _each in range(2))
    assert waiting_for(trainer) == [first, second]
    answer(asked=first, text="Yes.", by=trainer)
    assert waiting_for(trainer) == [second]


def test_nobody_answers_their_own(administrator):
    put(administrator)
    assert list(answerable_by(administrator)) == []
