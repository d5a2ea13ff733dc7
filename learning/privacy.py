"""What learning holds about people, model by model: why, on what ground, how long, and how it goes."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.models import (
    ConfidenceAnswer,
    CourseCompletion,
    Enrolment,
    FollowUp,
    LessonFeedback,
    LessonProgress,
    ModuleCompletion,
    Obstacle,
    PracticeEntry,
    Promise,
    Question,
    QuizAttempt,
    Reflection,
    RequiredModule,
    ScenarioRun,
    TaskDone,
)
from learning.services.erasure import forget_questions, forget_reasons, forget_rows, leave_all
from learning.services.merging import clashes_in_words, hand_over_enrolments, hold_enrolments
from people.models import User
from people.registry import mover, register

DUTY = gettext_lazy("Public task: to say who has been trained.")
TEACHING = gettext_lazy("Public task: to teach the course the person chose.")
UNTIL_LEAVING = gettext_lazy("Leaving and 7 years; residents 12 months after they were last here.")
TWO_YEARS = gettext_lazy("24 months after the course is complete; residents 12 months.")
# Keys of ours, and the names of others: whoever led a session.
NOT_THEIRS = {"id", "led_by"}
AS_PROOF = gettext_lazy("It shows that somebody was trained, on that day. Your name goes.")
A_YEAR = gettext_lazy("12 months after the course ends, or when the person asks.")


def collector(model: type[models.Model], path: str) -> Callable[[User], list[dict[str, Any]]]:
    """The person's own rows of a model as plain values, without keys of ours."""

    def collect(person: User) -> list[dict[str, Any]]:
        fields = [field for field in model._meta.concrete_fields if not field.is_relation]
        names = [field.attname for field in fields if field.name not in NOT_THEIRS]
        return list(model._default_manager.filter(**{path: person}).order_by("pk").values(*names))

    return collect


def keep(person: User) -> str:
    """Nothing goes: it shows who was trained, or is named by what does."""
    return _("Kept: it shows that somebody was trained. The name goes with the account.")


def keep_proof(person: User) -> str:
    """The facts stay; what somebody wrote about them goes."""
    forget_reasons(person=person)
    return keep(person)


def leave_courses(person: User) -> str:
    """Courses under way end; that they were taken stays."""
    left = leave_all(person=person)
    return ngettext("One course left.", "%(left)s courses left.", left) % {"left": left}


def forget_asked(person: User) -> str:
    """The words go; that something was asked and answered stays."""
    gone = forget_questions(person=person)
    return ngettext("The words of one question removed.", "The words of %(gone)s questions removed.", gone) % {
        "gone": gone
    }


def forgetter(model: type[models.Model]) -> Callable[[User], str]:
    """All of the person's rows go."""

    def erase(person: User) -> str:
        gone = forget_rows(model=model, person=person)
        return ngettext("One row removed.", "%(gone)s rows removed.", gone) % {"gone": gone}

    return erase


def declare(model: type[models.Model], purpose: Any, basis: Any, retention: Any, *, goes: bool, noun: Any) -> None:
    """Register a model whose rows reach a person through an enrolment: merged, they go where the enrolment goes."""
    register(
        model,
        purpose=purpose,
        basis=basis,
        retention=retention,
        collect=collector(model, "enrolment__person"),
        erase=forgetter(model) if goes else keep_proof,
        noun=noun,
        at_leaving="" if goes else AS_PROOF,
    )


register(
    Enrolment,
    purpose=gettext_lazy("To know which courses somebody takes."),
    basis=TEACHING,
    retention=UNTIL_LEAVING,
    collect=collector(Enrolment, "person"),
    erase=leave_courses,
    at_leaving=gettext_lazy("That somebody took a course, and when, so that the numbers are right. Your name goes."),
    hand_over=hand_over_enrolments,
    hold=hold_enrolments,
    clashes=clashes_in_words,
    noun=gettext_lazy("Courses taken"),
)
declare(
    RequiredModule,
    gettext_lazy("To know what a course asks."),
    TEACHING,
    UNTIL_LEAVING,
    goes=False,
    noun=gettext_lazy("Modules asked for"),
)
declare(
    ModuleCompletion,
    gettext_lazy("To prove that a module is done, and why."),
    DUTY,
    UNTIL_LEAVING,
    goes=False,
    noun=gettext_lazy("Modules complete"),
)
declare(
    CourseCompletion,
    gettext_lazy("To prove that a course is done."),
    DUTY,
    UNTIL_LEAVING,
    goes=False,
    noun=gettext_lazy("Courses complete"),
)
declare(
    LessonProgress,
    gettext_lazy("To carry on where somebody stopped."),
    TEACHING,
    TWO_YEARS,
    goes=False,
    noun=gettext_lazy("Lessons begun"),
)
declare(
    QuizAttempt,
    gettext_lazy("To show feedback on an answer."),
    TEACHING,
    TWO_YEARS,
    goes=True,
    noun=gettext_lazy("Quiz answers"),
)
declare(
    ScenarioRun,
    gettext_lazy("To show where a story led."),
    TEACHING,
    TWO_YEARS,
    goes=True,
    noun=gettext_lazy("Stories walked through"),
)
declare(
    ConfidenceAnswer,
    gettext_lazy("To show people their own change."),
    TEACHING,
    TWO_YEARS,
    goes=True,
    noun=gettext_lazy("Confidence answers"),
)
declare(
    TaskDone, gettext_lazy("To tick what was tried."), TEACHING, TWO_YEARS, goes=True, noun=gettext_lazy("Tasks tried")
)
declare(
    LessonFeedback,
    gettext_lazy("To make lessons better."),
    TEACHING,
    TWO_YEARS,
    goes=True,
    noun=gettext_lazy("Words about lessons"),
)
declare(
    PracticeEntry,
    gettext_lazy("To know what people talk about, and what is in the way."),
    TEACHING,
    TWO_YEARS,
    goes=True,
    noun=gettext_lazy("Practice entries"),
)
declare(
    Reflection,
    gettext_lazy("For the person alone."),
    TEACHING,
    A_YEAR,
    goes=True,
    noun=gettext_lazy("Private reflections"),
)
declare(
    Promise, gettext_lazy("For the person alone."), TEACHING, A_YEAR, goes=True, noun=gettext_lazy("Private promises")
)
declare(
    FollowUp,
    gettext_lazy("To know what a course led to, and what is in the way."),
    TEACHING,
    TWO_YEARS,
    goes=True,
    noun=gettext_lazy("Answers some weeks later"),
)
declare(
    Obstacle,
    gettext_lazy("So that trainers, or the people who run this site, can move what is in the way."),
    TEACHING,
    TWO_YEARS,
    goes=True,
    noun=gettext_lazy("Obstacles passed on"),
)
register(
    Question,
    purpose=gettext_lazy("To put a record right, and to keep what was answered."),
    basis=DUTY,
    retention=UNTIL_LEAVING,
    collect=collector(Question, "person"),
    erase=forget_asked,
    at_leaving=gettext_lazy("That somebody asked, and when they were answered. The words go."),
    hand_over=mover(Question, "person"),
    noun=gettext_lazy("Questions asked"),
)
