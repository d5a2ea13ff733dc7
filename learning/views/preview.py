"""A lesson as learners meet it, for its editor: every screen of the player on one page. Nothing is recorded."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from courses.marking import items_of
from courses.models import LessonPage
from courses.models.reference import organisation_of
from courses.screens import Screen, screens
from courses.services import fill, local_words
from learning.forms.fields import Look
from learning.forms.screen import ScreenForm
from learning.views import shown, story

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
    parts: list[shown.Part]
    form: ScreenForm
    story: story.Told | None
    answers: list[Answer]
    notes: list[str]


def play(lesson: LessonPage, request: HttpRequest, mode: str) -> HttpResponse:
    """The lesson in this mode of the preview. It asks for nobody's progress and takes no answer."""
    words = local_words(organisation_of(request))
    codes = {mode.removeprefix("role:")} if mode.startswith("role:") else set()
    cut = screens(lesson.body)
    context: dict[str, Any] = {
        "lesson": lesson,
        "mode": mode,
        "words": words,
        "total": len(cut),
        "seen": [_seen(screen, codes, Look(words, seed=str(lesson.pk)), tells=mode == "answers") for screen in cut],
    }
    if mode == "large":
        context["text_size"] = LARGE
    return TemplateResponse(request, "learning/preview.html", context)


def _seen(screen: Screen, codes: set[str], look: Look, *, tells: bool) -> Seen:
    block = screen.activity
    is_story = block is not None and block.block_type == "scenario"
    return Seen(
        screen=screen,
        parts=shown.parts_for(screen, codes),
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
