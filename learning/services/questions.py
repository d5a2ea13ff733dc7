"""Something is wrong here: a learner asks whoever can help, and only they read it. services.answering answers it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.models import Route
from learning.models import Enrolment, ModuleCompletion, Question
from learning.models.question import QuestionQuerySet
from learning.services.vouching import in_hand, recorded, trained
from people.models import Assignment, Organisation, User
from people.permissions import HR, is_administrator
from people.services.sent_forms import sent_before

To = Question.To
OF_EMPLOYERS = (Route.Audience.STAFF, Route.Audience.ANY)


def fitting(
    *, person: User, enrolment: Enrolment | None = None, completion: ModuleCompletion | None = None
) -> dict[Question.To, str]:
    """Who can be asked about this, in words: a trainer of theirs, HR of whoever has a record of it, and the office.

    Only those who are there: one of them reads the question, and nobody else. Without an enrolment or a completion it
    is about the person's whole record.
    """
    found = {}
    enrolment = completion.enrolment if completion else enrolment
    mine = Enrolment.objects.filter(in_hand("pk"), person=person)
    if (mine.filter(pk=enrolment.pk) if enrolment else mine).exists():
        found[To.TRAINER] = str(To.TRAINER.label)
    keeper = _hr_of(person, enrolment, completion)
    if keeper is not None:
        found[To.HR] = _("HR of %(organisation)s") % {"organisation": keeper.name}
    return found | {To.OFFICE: str(To.OFFICE.label)}


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
    about: dict[str, Any] = {
        "enrolment": completion.enrolment if completion else enrolment,
        "completion": completion,
        "organisation": _hr_of(person, enrolment, completion) if to == To.HR else None,
    }
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


def answerable_by(user: Any) -> QuestionQuerySet:
    """What this person may read and answer: what is addressed to them, and nothing of their own.

    A trainer has what their members ask their trainer; HR what is asked of the HR of an organisation whose records they
    read; administrators what is asked of the office, and what nobody is left to answer of those it was addressed to.
    """
    if not user.is_authenticated:
        return Question.objects.none()
    found = _to_trainers(partial(trained, user))
    kept = ModuleCompletion.objects.filter(recorded(user, "uuid"))
    found |= Q(to=To.HR, organisation__in=kept.values("organisation"))
    if is_administrator(user):
        found |= Q(to=To.OFFICE) | _left_to_the_office(user)
    return Question.objects.exclude(person=user).filter(found)


def waiting_for(user: Any, *, most: int = 20) -> list[Question]:
    """What waits for an answer from this person, the oldest first: for their first page. One query."""
    return list(answerable_by(user).open().select_related("person")[:most])


def _to_trainers(are_theirs: Callable[[str], Q]) -> Q:
    """What is asked of the trainer of such enrolments; about the whole record, of the trainer of any of them."""
    members = Enrolment.objects.filter(are_theirs("pk")).values("person")
    whole = Q(enrolment__isnull=True, person__in=members)
    return Q(to=To.TRAINER) & (are_theirs("enrolment") | whole)


def _left_to_the_office(user: User) -> Q:
    """What waits for a trainer or for HR where nobody is there any more; and what this administrator answered of it."""
    to_hr = Q(to=To.HR) & Q(Exists(_in_hr_beside("person")))
    reached = Question.objects.filter(_to_trainers(in_hand) | to_hr)
    waits = Q(state=Question.State.OPEN) | Q(answered_by=user)
    return ~Q(pk__in=reached.values("pk")) & waits


def _kept_and_read() -> QuerySet[ModuleCompletion]:
    """What an employer has a record of, with somebody in its HR other than the person themselves to read it."""
    rows = ModuleCompletion.objects.filter(enrolment__route__audience__in=OF_EMPLOYERS, assignment__isnull=False)
    return rows.filter(Exists(_in_hr_beside("enrolment__person")))


def _in_hr_beside(person: str) -> QuerySet[User]:
    """Those in HR of the organisation of a row, without the person whom it names by this path."""
    hr = User.objects.active().filter(groups__name=HR, organisation=OuterRef("organisation"))
    return hr.exclude(pk=OuterRef(person))


def _hr_of(person: User, enrolment: Enrolment | None, completion: ModuleCompletion | None) -> Organisation | None:
    """Whose HR can be asked about this; None for somebody without a post today, and where no HR has a record of it."""
    if not Assignment.objects.on(timezone.localdate()).filter(person=person).exists():
        return None
    rows = _kept_and_read().filter(enrolment__person=person).select_related("organisation")
    if completion is not None:
        rows = rows.filter(pk=completion.pk)
    else:
        rows = rows.filter(organisation=person.organisation_id)
        rows = rows.filter(enrolment=enrolment) if enrolment is not None else rows
    found = rows.first()
    return found.organisation if found else None
