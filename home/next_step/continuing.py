"""The one card at the top: what comes next, to the exact screen, in the course that waits for this person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Session
from courses.models import CompletedBy, LessonPage
from courses.models.course import Pattern
from learning.models import CourseCompletion, Enrolment
from learning.services import onward
from learning.services.standing import ModuleStanding


@dataclass(frozen=True)
class Step:
    """What to do next: the words of the Continue card and where its button leads."""

    heading: str
    title: str
    course: str
    text: str
    url: str
    label: str
    pattern: Pattern
    done: int = 0
    total: int = 0
    alone: bool = False  # whether it can be done alone, today


@dataclass(frozen=True)
class Course:
    """One course under way or done: its modules with their standing."""

    enrolment: Enrolment
    modules: list[ModuleStanding]
    completion: CourseCompletion | None = None

    @property
    def done(self) -> int:
        """How many modules are complete."""
        return sum(module.complete for module in self.modules)

    @property
    def waits(self) -> bool:
        """Whether anything is left to do."""
        return self.done < len(self.modules)

    @property
    def is_fresh_renewal(self) -> bool:
        """Whether it is a refresh that has not been begun."""
        return self.enrolment.renews_id is not None and not any(row.started or row.complete for row in self.modules)

    @property
    def waits_for_me(self) -> bool:
        """Whether there is something that this person can do alone, today."""
        return any(not row.complete and row.module.completed_by in onward.ALONE for row in self.modules)

    @property
    def status(self) -> str:
        """How it stands, as the chips call it."""
        if not self.waits:
            return "complete"
        if not self.waits_for_me:
            return "waiting"
        return "started" if any(row.started or row.complete for row in self.modules) else "not_started"

    @property
    def why(self) -> str:
        """How far it is, what is missing and who can help, in a few sentences."""
        total = len(self.modules)
        done = ngettext("%(done)d of %(total)d module complete.", "%(done)d of %(total)d modules complete.", total)
        left = next((row for row in self.modules if not row.complete), None)
        said = [done % {"done": self.done, "total": total}]
        if self.status == "waiting":
            said.append(_("Your part is done for now."))
        if left is not None:
            said.append(f"{left.module.title}: {left.missing}")
        return " ".join(said)


def first_step(courses: Sequence[Course], sessions: Sequence[Session]) -> Step | None:
    """In the newest course that waits for this person; else in the newest that waits at all. Read for that one only.

    A refresh that nobody has begun stands behind what somebody is in the middle of.
    """
    waiting = sorted((course for course in courses if course.waits), key=lambda course: course.is_fresh_renewal)
    course = next((each for each in waiting if each.waits_for_me), next(iter(waiting), None))
    found = onward.next_step(enrolment=course.enrolment, rows=course.modules) if course else None
    if course is None or found is None:
        return None
    words = _words(course.enrolment, found, sessions)
    if course.is_fresh_renewal:
        words |= {"heading": _("Time for a refresh")}
    return Step(
        **words,
        course=course.enrolment.course.title,
        pattern=course.enrolment.course.pattern,
        done=course.done,
        total=len(course.modules),
        alone=found.module.completed_by in onward.ALONE,
    )


def _words(enrolment: Enrolment, step: onward.Step, sessions: Sequence[Session]) -> dict[str, str]:
    """Heading, title, sentence and button, by the kind of module."""
    if step.lesson is not None:
        return _lesson(enrolment, step, step.lesson)
    words = {
        "heading": _("Next"),
        "title": step.module.title,
        "text": step.standing.missing,
        "url": reverse("learning:module", args=[enrolment.uuid, step.module.slug]),
        "label": _("See what it asks"),
    }
    if step.module.completed_by == CompletedBy.PRACTICE:
        entry = f"{reverse('learning:new_entry')}?module={step.module.pk}"
        return words | {"heading": _("Next: practise"), "url": entry, "label": _("Add an entry")}
    if any(session.module_id == step.module.pk for session in sessions):
        return words | {"heading": _("Next: come to the session")}  # when and where stands below the card
    return words


def _lesson(enrolment: Enrolment, step: onward.Step, lesson: LessonPage) -> dict[str, str]:
    """The exact screen."""
    lead = _("Next lesson") if step.standing.started else _("Start here")
    text = ngettext(
        "Screen %(number)d of %(total)d. About one minute left.",
        "Screen %(number)d of %(total)d. About %(minutes)d minutes left.",
        step.minutes,
    )
    return {
        "heading": _("Carry on where you stopped") if step.begun else lead,
        "title": lesson.title,
        "text": text % {"number": step.number, "total": step.screens, "minutes": step.minutes},
        "url": reverse("learning:lesson", args=[enrolment.uuid, step.module.slug, lesson.slug, step.number]),
        "label": _("Continue") if step.begun else _("Start"),
    }
