"""A page as learners meet it, for its editor; of a lesson every screen of the player. Nothing is recorded."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page

from courses.models import GlossaryTerm, LessonPage, ModulePage
from courses.models.reference import organisation_of
from courses.screens import Screen, screens
from courses.services import local_words
from learning.forms.fields import Look
from learning.forms.screen import ScreenForm
from learning.services.answer_key import Answer, answers_of
from learning.views import preview_route, shown, story
from learning.views.preview_route import ByRoute, parts_by_route

LARGE = "150"


@dataclass(frozen=True, slots=True)
class Seen:
    """One screen as it looks: the blocks to read, the activity with its empty form, and what only an editor sees."""

    screen: Screen
    parts: list[Any]
    form: ScreenForm
    story: story.Told | None
    answers: list[Answer]
    notes: list[str]


def play(page: Page, request: HttpRequest, mode: str) -> HttpResponse | None:
    """The page in this mode of the preview; None in one that is not for learners. It takes no answer."""
    seen = preview_route.by_route(page, mode) if mode.startswith("route:") else None
    if isinstance(page, LessonPage):
        return _lesson(page, request, mode, seen)
    if seen is None:
        return None
    if isinstance(page, ModulePage):
        return preview_route.of_module(page, request, seen)
    return preview_route.of_course(page, request, seen)


def _lesson(lesson: LessonPage, request: HttpRequest, mode: str, route: ByRoute | None) -> HttpResponse:
    words = local_words(organisation_of(request))
    codes = {mode.removeprefix("role:")} if mode.startswith("role:") else set()
    cut = screens(lesson.body)
    look = Look(words, seed=str(lesson.pk))
    context: dict[str, Any] = {
        "lesson": lesson,
        "mode": mode,
        "words": words,
        "glossary": GlossaryTerm.objects.of(lesson),
        "total": len(cut),
        "seen": [_seen(screen, codes, look, tells=mode == "answers", route=route) for screen in cut],
        "opens_easy_read": mode == "easy",
    }
    if route is not None:
        module = next((each for each in [*route.asks, *route.leaves] if lesson.is_child_of(each)), None)
        context |= {"by_route": route, "module": module, "number": route.number_of(module) if module else 0}
    if mode == "large":
        context["text_size"] = LARGE
    return TemplateResponse(request, "learning/preview.html", context)


def _seen(screen: Screen, codes: set[str], look: Look, *, tells: bool, route: ByRoute | None) -> Seen:
    block = screen.activity
    is_story = block is not None and block.block_type == "scenario"
    return Seen(
        screen=screen,
        parts=parts_by_route(screen, route) if route else shown.parts_for(screen, codes),
        form=ScreenForm(block=block, look=look),
        story=story.opening(block, look) if is_story else None,
        answers=answers_of(block, look.words) if tells and block is not None else [],
        notes=_notes(screen) if tells else [],
    )


def _notes(screen: Screen) -> list[str]:
    """What only trainers read, in the order of the blocks."""
    values = [block.value for block in screen.blocks if hasattr(block.value, "get")]
    return [value["trainer_note"] for value in values if value.get("trainer_note")]
