"""Enrolments, lesson blocks with known ids, and completions made by the services themselves."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from courses.models import CompletedBy, LessonPage, ModulePage, Route
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, PracticeEntry
from learning.services.completion import Evidence, complete_module
from learning.services.enrolment import enrol
from learning.services.practice import Entry, add_entry
from learning.services.progress import Saved, save_screen
from people.models import User
from tests.factories.courses import make_course, make_route
from tests.factories.people import make_person


def items(*values: Any, prefix: str = "i") -> list[dict[str, Any]]:
    """A list block with the ids i1, i2…"""
    return [{"type": "item", "value": value, "id": f"{prefix}{at}"} for at, value in enumerate(values, 1)]


def single(key: str = "q-single", **fields: Any) -> dict[str, Any]:
    """A question with one right answer, i2 of three."""
    options = items(
        {"text": "Tell him about three clubs", "right": False, "feedback": "Too much, too soon."},
        {"text": "Ask what he likes", "right": True, "feedback": "He used to play dominoes."},
        {"text": "Look at the road", "right": False, "feedback": "The door closed gently."},
    )
    value = {"question": "What do you do?", "options": options, "required": True, "must_be_right": False}
    return {"type": "quiz_single", "id": key, "value": value | fields}


def scenario(key: str = "s-bus", **fields: Any) -> dict[str, Any]:
    """A story: choice 0 settles it by a second scene, 1 does not settle it, 2 is unsafe."""
    value = {
        "title": "At the bus stop",
        "setting": "",
        "start": "B1",
        "scenes": items(
            {
                "key": "B1",
                "text": "A man has not spoken to anyone since Friday.",
                "choices": items(
                    {"text": "That sounds long.", "next": "B2"},
                    {"text": "Change the subject", "next": "BQ"},
                    {"text": "Push on", "next": "BU"},
                ),
            },
            {"key": "B2", "text": "He used to play dominoes.", "choices": items({"text": "Thursdays", "next": "BP"})},
        ),
        "endings": items(
            {"key": "BP", "name": "His to take", "kind": "pass", "text": "He takes it.", "why": "It stays his."},
            {"key": "BQ", "name": "The bus comes", "kind": "not_settled", "text": "It comes.", "why": "Too heavy."},
            {"key": "BU", "name": "Pushed", "kind": "unsafe", "text": "He is frightened.", "why": "Stop there."},
        ),
        "required": True,
    }
    return {"type": "scenario", "id": key, "value": value | fields}


def reflection(key: str = "r-who", **fields: Any) -> dict[str, Any]:
    """A private question."""
    value = {"question": "Who comes to you?", "prompts": items("Where?"), "required": True}
    return {"type": "reflection", "id": key, "value": value | fields}


def text(key: str = "t-one", words: str = "<p>You listened.</p>") -> dict[str, Any]:
    """A paragraph with a known id."""
    return {"type": "text", "id": key, "value": words}


def make_enrolment(person: User | None = None, route: Route | None = None, **course: Any) -> Enrolment:
    """One open enrolment; without a route, on a new one through a new course."""
    route = route or make_route(make_course(**course))
    return enrol(person=person or make_person(), route=route, by=None)


def make_evidence(kind: str = CompletedBy.ATTENDANCE, **fields: Any) -> Evidence:
    """Evidence of a session on 4 March 2026."""
    given = {"key": "attendance:1", "line": "Here on 4 March 2026.", "happened_on": datetime.date(2026, 3, 4)} | fields
    return Evidence(kind=kind, **given)


def make_module_completion(
    enrolment: Enrolment | None = None, module: ModulePage | None = None, **fields: Any
) -> ModuleCompletion:
    """One module done; the first that the enrolment needs, unless told."""
    enrolment = enrolment or make_enrolment(modules=2)
    module = module or enrolment.required_modules.first().module
    by = fields.pop("by", None)
    return complete_module(enrolment=enrolment, module=module, evidence=make_evidence(**fields), by=by)


def make_course_completion(enrolment: Enrolment | None = None, **fields: Any) -> CourseCompletion:
    """One course done: every module the enrolment needs is completed."""
    enrolment = enrolment or make_enrolment()
    for row in enrolment.required_modules.select_related("module"):
        make_module_completion(enrolment, row.module, **fields)
    return CourseCompletion.objects.standing().get(enrolment=enrolment.pk)


def make_entry(enrolment: Enrolment, *, days_ago: int = 0, **fields: Any) -> PracticeEntry:
    """One conversation in the first practice module that the enrolment needs."""
    module = next(
        row.module
        for row in enrolment.required_modules.select_related("module")
        if row.module.completed_by == CompletedBy.PRACTICE
    )
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    given = {"topic": "COMPANY", "did": ["LISTENED"]} | fields
    entry = Entry(happened_on=day, **given)
    return add_entry(enrolment=enrolment, module=module, entry=entry, form_key=uuid.uuid4(), by=None).entry


def save(enrolment: Enrolment, lesson: LessonPage, answers: dict[str, Any], **given: Any) -> Saved:
    """One screen sent in by the learner, as the live lesson shows it unless told."""
    lesson = LessonPage.objects.get(pk=lesson.pk)
    given = {"revision": lesson.live_revision, "form_key": uuid.uuid4(), "by": enrolment.person} | given
    return save_screen(enrolment=enrolment, lesson=lesson, answers=answers, **given)


def finish(enrolment: Enrolment, lesson: LessonPage) -> Saved:
    """A lesson of texts, read to its end."""
    lesson = LessonPage.objects.get(pk=lesson.pk)
    return save(enrolment, lesson, {block.id: None for block in lesson.body})
