"""The fields of one activity, keyed by its block's id, and the answer in them. Words are filled; no key is in sight."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from courses.blocks.practice import PROMISE
from courses.marking import items_of
from courses.services import fill
from learning.services.player import mixed

LONGEST_ID = 100
SHORT_CATEGORIES = 18
SKIP = "skip"
OPTION_PICTURE = "max-480x320"


@dataclass(frozen=True)
class Look:
    """How an activity is shown to one person: local words, the seed of its order, what they wrote before."""

    words: dict[str, str]
    seed: str = ""
    before: dict[str, Any] = field(default_factory=dict)


class AnswerField(forms.ChoiceField):
    """A choice that is also taken where an edit has removed it meanwhile: the service says so, and keeps it."""

    def valid_value(self, value: str) -> bool:
        """Any short text."""
        return len(str(value)) <= LONGEST_ID


class AnswersField(forms.MultipleChoiceField):
    """Several choices, likewise."""

    def valid_value(self, value: str) -> bool:
        """Any short text."""
        return len(str(value)) <= LONGEST_ID


def name_of(block: Any, part: str = "answer") -> str:
    """The name of a field of this block."""
    return f"{block.id}-{part}"


def _hint(block: Any, *, several: bool = False) -> str:
    """What to know before answering. Never which answer is right."""
    said = [_("You can choose more than one.")] if several else []
    if block.value["must_be_right"]:
        said.append(_("The lesson waits for the right answer. Try as often as you like."))
    return " ".join(said)


def _options(block: Any, look: Look) -> list[tuple[str, str]]:
    options = dict(items_of(block.value["options"]))
    keys = mixed(keys=options, seed=look.seed) if block.value["shuffle"] else list(options)
    return [(key, _with_picture(options[key], fill(options[key]["text"], look.words))) for key in keys]


def _with_picture(option: Any, text: str) -> str:
    """The answer, below its picture where it has one."""
    if not option["image"]:
        return text
    picture = option["image"].get_rendition(OPTION_PICTURE)
    attributes = {"alt": option["alt"], "loading": "lazy"}
    return format_html("<span>{}{}</span>", picture.img_tag(attributes), text)


def _single(block: Any, look: Look) -> dict[str, forms.Field]:
    return {
        name_of(block): AnswerField(
            choices=_options(block, look),
            widget=forms.RadioSelect,
            label=fill(block.value["question"], look.words),
            help_text=_hint(block),
            required=block.value["required"],
            error_messages={"required": _("Choose an answer.")},
        )
    }


def _multi(block: Any, look: Look) -> dict[str, forms.Field]:
    return {
        name_of(block): AnswersField(
            choices=_options(block, look),
            widget=forms.CheckboxSelectMultiple,
            label=fill(block.value["question"], look.words),
            help_text=_hint(block, several=True),
            required=block.value["required"],
            error_messages={"required": _("Choose at least one answer.")},
        )
    }


def _true_false(block: Any, look: Look) -> dict[str, forms.Field]:
    return {
        name_of(block): AnswerField(
            choices=[("true", _("True")), ("false", _("False"))],
            widget=forms.RadioSelect,
            label=fill(block.value["statement"], look.words),
            help_text=_hint(block),
            required=block.value["required"],
            error_messages={"required": _("Choose true or false.")},
        )
    }


def _sort(block: Any, look: Look) -> dict[str, forms.Field]:
    categories = [(value, fill(value, look.words)) for value in block.value["categories"]]
    is_short = len(categories) <= 3 and sum(len(words) for _value, words in categories) <= SHORT_CATEGORIES
    attrs = {"class": "choices-row choices-short"} if is_short else {}
    return {
        name_of(block, key): AnswerField(
            choices=categories,
            widget=forms.RadioSelect(attrs=attrs),
            label=fill(item["text"], look.words),
            required=block.value["required"],
            error_messages={"required": _("Choose one for “%(item)s”") % {"item": fill(item["text"], look.words)}},
        )
        for key, item in items_of(block.value["items"])
    }


def _order(block: Any, look: Look) -> dict[str, forms.Field]:
    words = dict(items_of(block.value["items"]))
    before = look.before.get("order") or []
    keys = before if set(before) == set(words) else mixed(keys=words, seed=look.seed)
    places = [(str(place), str(place)) for place in range(1, len(words) + 1)]
    return {
        name_of(block, key): forms.ChoiceField(
            choices=places,
            label=fill(words[key], look.words),
            initial=str(place),
            widget=forms.Select(attrs={"class": "input-short"}),
        )
        for place, key in enumerate(keys, 1)
    }


def _prompts(block: Any, look: Look) -> str:
    lines = [(fill(prompt, look.words),) for prompt in block.value["prompts"]]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines)) if lines else ""


def _reflection(block: Any, look: Look) -> dict[str, forms.Field]:
    return {
        name_of(block, "text"): forms.CharField(
            widget=forms.Textarea(attrs={"rows": 5}),
            label=fill(block.value["question"], look.words),
            help_text=_prompts(block, look),
            required=False,
            max_length=5000,
            initial=look.before.get("text", ""),
        ),
        name_of(block, "thought"): forms.BooleanField(
            label=_("I thought about it"), required=False, initial=look.before.get("thought", False)
        ),
    }


def _scale_before(look: Look, item: str) -> str:
    """Nothing is chosen at first; what was skipped before shows as skipped."""
    if item not in look.before:
        return "-"
    return SKIP if look.before[item] is None else str(look.before[item])


def _confidence(block: Any, look: Look) -> dict[str, forms.Field]:
    scale = [*((str(number), str(number)) for number in range(11)), (SKIP, _("Skip"))]
    return {
        name_of(block, item): forms.TypedChoiceField(
            choices=scale,
            coerce=lambda sent: None if sent == SKIP else int(sent),
            empty_value=None,
            required=False,
            label=words,
            initial=_scale_before(look, item),
            widget=forms.RadioSelect(attrs={"class": "choices-row choices-scale"}),
        )
        for item, words in block.value.rows
    }


def _task(block: Any, look: Look) -> dict[str, forms.Field]:
    return {
        name_of(block, "done"): forms.BooleanField(
            label=_("I have done this"),
            help_text=_("Not yet? Go on, and come back to tick it."),
            required=False,
            initial=look.before.get("done", False),
        )
    }


def _promise(block: Any, look: Look) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        name_of(block, "text"): forms.CharField(
            label=fill(block.value["prompt"] or str(PROMISE), look.words),
            required=False,
            max_length=300,
            initial=look.before.get("text", ""),
        ),
        name_of(block, "skipped"): forms.BooleanField(
            label=_("Skip this one"), required=False, initial=look.before.get("skipped", False)
        ),
    }
    if block.value["remind"]:
        found[name_of(block, "remind")] = forms.BooleanField(
            label=_("Remind me in %(days)s days") % {"days": block.value["days"]},
            required=False,
            initial=look.before.get("remind", False),
        )
    return found


FIELDS: dict[str, Callable[[Any, Look], dict[str, forms.Field]]] = {
    "quiz_single": _single,
    "quiz_multi": _multi,
    "quiz_true_false": _true_false,
    "quiz_sort": _sort,
    "quiz_order": _order,
    "reflection": _reflection,
    "confidence": _confidence,
    "practice_task": _task,
    "promise": _promise,
}


def parts_of(block: Any, cleaned: dict[str, Any]) -> dict[str, Any]:
    """The cleaned values of this block's fields, by the part after its id."""
    start = f"{block.id}-"
    return {name.removeprefix(start): value for name, value in cleaned.items() if name.startswith(start)}


def _listed(parts: dict[str, Any]) -> Any:
    answer = parts["answer"]
    return ([answer] if isinstance(answer, str) else list(answer)) if answer else None


def _placed(parts: dict[str, Any]) -> Any:
    return {key: value for key, value in parts.items() if value} or None


def _in_order(parts: dict[str, Any]) -> Any:
    return sorted(parts, key=lambda key: int(parts[key]))


ANSWERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "quiz_single": _listed,
    "quiz_multi": _listed,
    "quiz_true_false": lambda parts: parts["answer"] or None,
    "quiz_sort": _placed,
    "quiz_order": _in_order,
    "reflection": dict,
    "confidence": dict,
    "practice_task": lambda parts: parts["done"],
    "promise": dict,
}
