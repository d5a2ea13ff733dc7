"""What learners are told about their courses, one function for each letter."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from courses.models import Edition
from learning.models import Enrolment, ModuleCompletion, Question
from people.mail import absolute, post
from people.models import Message

FOLDER = "learning/emails"


def _tell(name: str, *, enrolment: Enrolment, key: str, **context: Any) -> Message:
    return post(
        key=key,
        person=enrolment.person,
        template=f"{FOLDER}/{name}",
        context={
            "course": enrolment.course.title,
            "url": absolute(reverse("learning:course", args=[enrolment.uuid])),
            **context,
        },
    )


def new_lessons(*, enrolment: Enrolment, key: str, lessons: Iterable[str]) -> Message:
    """Somebody part-way hears once of the lessons that were added, all of one publication in one letter."""
    return _tell("new_lessons", enrolment=enrolment, key=f"new:{key}:{enrolment.uuid}", lessons=list(lessons))


def moved(*, enrolment: Enrolment, move: str, added: Iterable[Any], gone: Iterable[Any], finished: bool) -> Message:
    """Somebody who was moved to the new version of their course hears what comes and what goes, once for each move."""
    return _tell(
        "moved",
        enrolment=enrolment,
        key=f"move:{move}:{enrolment.uuid}",
        added=[module.title for module in added],
        gone=[module.title for module in gone],
        finished=finished,
    )


def due_a_refresh(*, completion: ModuleCompletion, edition: Edition, renewal: Enrolment | None) -> Message:
    """Somebody who completed a module hears once that its rule changed, and that nothing of theirs is lost.

    With a renewal the letter says what it asks and leads to it; without one it leads to the course.
    """
    enrolment = completion.enrolment
    course = reverse("learning:course", args=[renewal.uuid]) if renewal else enrolment.course.url
    return _tell(
        "due_a_refresh",
        enrolment=enrolment,
        key=f"refresh:{edition.pk}:{enrolment.person.uuid}",
        module=completion.title,
        changed_on=timezone.localdate(edition.published_at),
        done_on=completion.happened_on,
        rule=renewal.route.rule_in_words if renewal else "",
        url=absolute(course),
    )


def question_answered(*, question: Question) -> Message:
    """Somebody who said that something is wrong gets the answer, word by word, once."""
    by = question.answered_by
    return post(
        key=f"question:{question.uuid}",
        person=question.person,
        template=f"{FOLDER}/question_answered",
        context={
            "asked_on": timezone.localdate(question.asked_at),
            "answer": question.answer,
            "by": by.get_short_name() if by else "",
            "url": absolute(reverse("learning:record")) + "#questions",
        },
    )
