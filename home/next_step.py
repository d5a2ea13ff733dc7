"""The single next thing for one person, derived each time from what they have done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Session
from cohorts.services.published import next_sessions
from courses.models import CompletedBy, LessonPage, ModulePage
from courses.screens import screens
from learning.models import CourseCompletion, Enrolment, LessonProgress
from learning.services.progress import is_passed
from learning.services.standing import ModuleStanding, required_lessons, standings
from people.models import User


@dataclass(frozen=True)
class Step:
    """What to do next: the words of the Continue card and where its button leads."""

    heading: str
    title: str
    course: str
    text: str
    url: str
    label: str
    code: str
    done: int = 0
    total: int = 0


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
    def next_module(self) -> ModuleStanding | None:
        """The first module that this person can do something about now: a session waits for its day."""
        left = [module for module in self.modules if not module.complete]
        own = [module for module in left if module.module.completed_by in {CompletedBy.LESSONS, CompletedBy.PRACTICE}]
        return next(iter(own), None) or next(iter(left), None)


@dataclass(frozen=True)
class Home:
    """Everything on the page of whoever is signed in."""

    step: Step | None
    courses: list[Course]
    finished: list[Course]
    sessions: list[Session]


def home_of(person: User) -> Home:
    """What comes next, the courses under way and done, the sessions to come. Constant in queries."""
    mine = Enrolment.objects.visible_to(person).exclude(status=Enrolment.Status.LEFT).select_related("course", "route")
    enrolments = list(mine)
    standing = standings(enrolments)
    completions = {
        row.enrolment_id: row for row in CourseCompletion.objects.standing().filter(enrolment__in=enrolments)
    }
    courses = [Course(row, standing[row.pk], completions.get(row.pk)) for row in enrolments]
    open_courses = [course for course in courses if course.enrolment.status == Enrolment.Status.OPEN]
    sessions = next_sessions(person)
    return Home(
        step=_first(open_courses),
        courses=open_courses,
        finished=[course for course in courses if course.completion is not None],
        sessions=sessions,
    )


def _first(courses: list[Course]) -> Step | None:
    """The next step of the newest course in which there is one."""
    for course in courses:
        module = course.next_module
        if module is not None:
            return _step(course, module)
    return None


def _step(course: Course, standing: ModuleStanding) -> Step:
    enrolment, module = course.enrolment, standing.module
    facts = {
        "course": enrolment.course.title,
        "code": enrolment.course.code,
        "done": course.done,
        "total": len(course.modules),
    }
    if module.completed_by == CompletedBy.LESSONS:
        return _lesson_step(enrolment, module, facts)
    if module.completed_by == CompletedBy.PRACTICE:
        return Step(
            heading=_("Next: practise"),
            title=module.title,
            text=standing.missing,
            url=reverse("learning:new_entry"),
            label=_("Add an entry"),
            **facts,
        )
    return Step(
        heading=_("Next"),
        title=module.title,
        text=standing.missing,
        url=reverse("learning:module", args=[enrolment.uuid, module.slug]),
        label=_("See what it asks"),
        **facts,
    )


def _lesson_step(enrolment: Enrolment, module: ModulePage, facts: dict) -> Step:
    """The exact screen: the first one of the first unfinished lesson on which something is still waiting."""
    progress = {row.lesson_id: row for row in LessonProgress.objects.filter(enrolment=enrolment)}
    for brief in required_lessons([module])[module.pk]:
        row = progress.get(brief.pk)
        if row is None or row.finished_at is None:
            lesson = LessonPage.objects.get(pk=brief.pk)
            return _screen_step(enrolment, module, lesson, row.done_blocks if row else [], facts)
    return Step(
        heading=_("Next"),
        title=module.title,
        text="",
        url=reverse("learning:module", args=[enrolment.uuid, module.slug]),
        label=_("Continue"),
        **facts,
    )


def _screen_step(enrolment: Enrolment, module: ModulePage, lesson: LessonPage, done: list[str], facts: dict) -> Step:
    cut = screens(lesson.body)
    at = next((screen for screen in cut if not is_passed(screen, done)), cut[-1] if cut else None)
    number, total = (at.number if at else 1), max(len(cut), 1)
    left = max(1, round(lesson.minutes * (total - number + 1) / total))
    where = _("Screen %(number)d of %(total)d.") % {"number": number, "total": total}
    time = ngettext("About %(left)d minute left.", "About %(left)d minutes left.", left) % {"left": left}
    return Step(
        heading=_("Carry on where you stopped") if done else _("Start here"),
        title=lesson.title,
        text=f"{where} {time}",
        url=reverse("learning:lesson", args=[enrolment.uuid, module.slug, lesson.slug, number]),
        label=_("Continue") if done else _("Start"),
        **facts,
    )
