"""Something is wrong here: a learner asks whoever can help, and the answer stays beside the question."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.models import Route
from learning import emails, registry
from learning.models import Enrolment, ModuleCompletion, Question
from learning.models.question import QuestionQuerySet
from learning.services.obstacles import AnsweredBefore
from learning.services.vouching import recorded, trained
from people.models import Assignment, User
from people.permissions import is_administrator
from people.services.sent_forms import sent_before

To = Question.To
OF_EMPLOYERS = (Route.Audience.STAFF, Route.Audience.ANY)


def fitting(
    *, person: User, enrolment: Enrolment | None = None, completion: ModuleCompletion | None = None
) -> list[Question.To]:
    """Who can be asked about this: the trainer of a cohort that runs, HR where HR has a record of it, else the office.

    Without an enrolment or a completion the question is about the person's whole record.
    """
    found = []
    enrolment = completion.enrolment if completion else enrolment
    in_hand = registry.in_hand_of(person)
    if in_hand and (enrolment is None or enrolment.pk in in_hand):
        found.append(To.TRAINER)
    if _has_record(person, enrolment, completion):
        found.append(To.HR)
    return found or [To.OFFICE]


def ask(
    *,
    person: User,
    text: str,
    to: str,
    form_key: UUID,
    enrolment: Enrolment | None = None,
    completion: ModuleCompletion | None = None,
) -> Question:
    """Afterwards the question waits for an answer, once for each form key. Asked again, the first one is returned.

    Raises ValidationError without words, for somebody who does not fit, and for the form of somebody else.
    """
    before = sent_before(Question.objects.all(), form_key, person_id=person.pk)
    if before is not None:
        return before
    if not text.strip():
        raise ValidationError(_("Write what is wrong."))
    if to not in fitting(person=person, enrolment=enrolment, completion=completion):
        raise ValidationError(_("Choose who should look at it."))
    about = {"enrolment": completion.enrolment if completion else enrolment, "completion": completion}
    try:
        with transaction.atomic():
            question = Question.objects.create(person=person, form_key=form_key, text=text.strip(), to=to, **about)
            log(question, "learning.ask_question", user=person, data={"to": to})
    except IntegrityError:  # the same form, in this moment
        before = sent_before(Question.objects.all(), form_key, person_id=person.pk)
        if before is None:
            raise
        return before
    return question


def answer(*, question: Question, text: str, by: User) -> Question:
    """Afterwards the question has its answer, and whoever asked has been written to, once.

    The same answer sent twice is one. Raises AnsweredBefore where another stands already,
    ValidationError without words.
    """
    said = text.strip()
    if not said:
        raise ValidationError(_("Write your answer."))
    with transaction.atomic():
        answered = Question.objects.open().filter(pk=question.pk)
        given = {"answer": said, "answered_by": by, "answered_at": timezone.now()}
        is_first = answered.update(state=Question.State.ANSWERED, **given)
        question = Question.objects.select_related("person", "answered_by").get(pk=question.pk)
        if is_first:
            log(question, "learning.answer_question", user=by, data={"to": question.to})
            emails.question_answered(question=question)
        elif question.answer != said:
            raise AnsweredBefore
    return question


def answerable_by(user: Any) -> QuestionQuerySet:
    """What this person may answer: of their members, of their staff; administrators all. Nobody answers their own."""
    if not user.is_authenticated:
        return Question.objects.none()
    others = Question.objects.exclude(person=user)
    if is_administrator(user):
        return others
    return others.filter(_of_trainers(user) | _of_employers(user))


def waiting_for(user: Any, *, most: int = 20) -> list[Question]:
    """What waits for an answer from this person, the oldest first: for their first page. One query."""
    return list(answerable_by(user).open().select_related("person")[:most])


def _of_trainers(user: Any) -> Q:
    members = Enrolment.objects.filter(trained(user, "pk")).values("person")
    whole = Q(enrolment__isnull=True, person__in=members)
    return Q(to=To.TRAINER) & (trained(user, "enrolment") | whole)


def _of_employers(user: Any) -> Q:
    kept = ModuleCompletion.objects.filter(recorded(user, "uuid"))
    course = Q(completion__isnull=True, enrolment__in=kept.values("enrolment"))
    whole = Q(enrolment__isnull=True, person__in=kept.values("enrolment__person"))
    # Somebody who moved asks the employer of today; a record of the one before is put right by whoever keeps it.
    today = Q(person__organisation=user.organisation_id)
    return Q(to=To.HR) & (recorded(user, "completion__uuid") | (course | whole) & today)


def _has_record(person: User, enrolment: Enrolment | None, completion: ModuleCompletion | None) -> bool:
    """Whether HR has a record of this: somebody with a post today, and with one that day, on a route for staff."""
    if not Assignment.objects.on(timezone.localdate()).filter(person=person).exists():
        return False
    rows = ModuleCompletion.objects.filter(enrolment__person=person, enrolment__route__audience__in=OF_EMPLOYERS)
    rows = rows.filter(assignment__isnull=False)
    if completion is not None:
        return rows.filter(pk=completion.pk).exists()
    return rows.filter(enrolment=enrolment).exists() if enrolment is not None else rows.exists()
