"""A page as learners meet it, for its editor; of a lesson every screen of the player. Nothing is recorded."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.marking import items_of
from courses.models import GlossaryTerm, LessonPage, ModulePage
from courses.models.reference import organisation_of
from courses.screens import Screen, screens
from courses.services import fill, local_words
from learning.forms.fields import Look
from learning.forms.screen import ScreenForm
from learning.views import preview_route, shown, story
from learning.views.preview_route import ByRoute, parts_by_route

LARGE = "150"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, step, item or ending, as its editor wrote it."""

    text: str
    said: str
    words: str


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
        answers=answers_of(block, look) if tells and block is not None else [],
        notes=_notes(screen) if tells else [],
    )


def _notes(screen: Screen) -> list[str]:
    """What only trainers read, in the order of the blocks."""
    values = [block.value for block in screen.blocks if hasattr(block.value, "get")]
    return [value["trainer_note"] for value in values if value.get("trainer_note")]


def answers_of(block: Any, look: Look) -> list[Answer]:
    """Every answer to an activity with what we say to it; none where there is nothing to know."""
    value = block.value
    found = {
        "quiz_single": _options,
        "quiz_multi": _options,
        "quiz_true_false": _true_false,
        "quiz_sort": _items,
        "quiz_order": _steps,
        "scenario": _endings,
    }.get(block.block_type)
    lines = found(value) if found else []
    return [Answer(fill(text, look.words), said, fill(words or "", look.words)) for text, said, words in lines]


def _options(value: Any) -> list[tuple[str, str, str]]:
    judged = any(option["right"] for option in value["options"])
    said = {True: _("Right"), False: _("Not right") if judged else ""}
    return [(option["text"], said[bool(option["right"])], option["feedback"]) for option in value["options"]]


def _true_false(value: Any) -> list[tuple[str, str, str]]:
    answers = {"true": (_("True"), value["feedback_true"]), "false": (_("False"), value["feedback_false"])}
    return [
        (text, _("Right") if key == value["answer"] else _("Not right"), words)
        for key, (text, words) in answers.items()
    ]


def _items(value: Any) -> list[tuple[str, str, str]]:
    return [(item["text"], item["category"], item["feedback"]) for _key, item in items_of(value["items"])]


def _steps(value: Any) -> list[tuple[str, str, str]]:
    steps = [(step, str(at), "") for at, step in enumerate(value["items"], 1)]
    return [*steps, ("", "", value["feedback"])]


def _endings(value: Any) -> list[tuple[str, str, str]]:
    ways = [
        (f"{scene['key']}: {choice['text']}", f"→ {choice['next']}", "")
        for scene in value["scenes"]
        for choice in scene["choices"]
    ]
    endings = [(f"{ending['key']}: {ending['name']}", "", ending["why"]) for ending in value["endings"]]
    return [*ways, *endings]
