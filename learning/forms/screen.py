"""One screen of a lesson: what it was sent with, and the answer to its activity."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.screens import Screen
from learning.forms.fields import ANSWERS, FIELDS, Look, name_of, parts_of
from learning.models import LessonFeedback


class EnvelopeForm(forms.Form):
    """What every screen is sent with: its key, the revision on screen, the blocks that were shown."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    @classmethod
    def for_screen(cls, screen: Screen, revision: int | None) -> "EnvelopeForm":
        """A fresh envelope: a key of its own, so that sending it twice changes nothing."""
        return cls(
            initial={"form_key": uuid.uuid4(), "revision": revision, "shown": " ".join(screen.ids)}, auto_id=False
        )

    def clean_shown(self) -> list[str]:
        """The ids, apart."""
        return self.cleaned_data["shown"].split()


class ScreenForm(forms.Form):
    """The fields of the one activity on a screen; none where the screen is only read."""

    quiet_optional = True
    moved = ""  # what to say after a step was moved, and the field that moved
    moved_name = ""

    def __init__(self, *args: Any, block: Any = None, look: Look, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.block = block
        if block is not None and block.block_type in FIELDS:
            self.fields.update(FIELDS[block.block_type](block, look))

    def clean(self) -> dict[str, Any]:
        """A reflection has text or its tick; steps stand in different places."""
        cleaned = super().clean() or self.cleaned_data
        kind = self.block.block_type if self.block is not None else ""
        if kind == "reflection":
            self._clean_reflection(cleaned)
        if kind == "quiz_order":
            self._clean_order(cleaned)
        return cleaned

    def _clean_reflection(self, cleaned: dict[str, Any]) -> None:
        parts = parts_of(self.block, cleaned)
        if self.block.value["required"] and not parts.get("text", "").strip() and not parts.get("thought"):
            name = name_of(self.block, "text")
            self.add_error(name, ValidationError(_("Write a few words, or tick “I thought about it”.")))

    def _clean_order(self, cleaned: dict[str, Any]) -> None:
        seen: set[str] = set()
        for name in self.fields:
            place = cleaned.get(name)
            if place in seen:
                words = {"place": place}
                self.add_error(name, ValidationError(_("Two steps have place %(place)s. Give each its own.") % words))
            if place:
                seen.add(place)

    def answers(self, shown: list[str]) -> dict[str, Any]:
        """What to save, by block id: None for what was only shown, and for an optional activity left empty."""
        found: dict[str, Any] = dict.fromkeys(shown)
        if self.block is not None and self.block.block_type in ANSWERS:
            found[self.block.id] = ANSWERS[self.block.block_type](parts_of(self.block, self.cleaned_data))
        return found

    def rows(self) -> list[Any]:
        """The fields of an order quiz by the place they have now."""
        return sorted(self, key=lambda field: int(field.value() or 0) if str(field.value()).isdigit() else 0)


def moved(data: QueryDict, form: ScreenForm, move: str) -> tuple[dict[str, str], str]:
    """The places after one press of Up or Down, and the field that moved. An unknown press changes nothing."""
    name, _sep, way = move.rpartition(":")
    sent = {key: data.get(key, "") for key in form.fields}
    order = sorted(form.fields, key=lambda key: int(sent[key]) if sent[key].isdigit() else 0)
    if name in order:
        at = order.index(name)
        to = at - 1 if way == "up" else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
    return {key: str(place) for place, key in enumerate(order, 1)}, name


class FeedbackForm(forms.Form):
    """Was this useful, and what was unclear."""

    useful = forms.ChoiceField(
        choices=LessonFeedback.Useful.choices,
        widget=forms.RadioSelect(attrs={"class": "choices-row choices-short"}),
    )
    unclear = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["useful"].label = _("Was this useful?")
        self.fields["useful"].error_messages["required"] = _("Choose one.")
        self.fields["unclear"].label = _("What was unclear?")
