"""The local words of one organisation, all on one form."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.gates import SAFETY_WORDS
from courses.models import LocalWord


class LocalWordsForm(forms.Form):
    """A field for each word that a lesson uses or that is filled already. Safety numbers stand first.

    An empty field leaves the word unfilled: a lesson that uses it cannot be published until it is.
    """

    def __init__(self, *args: Any, used: Collection[str], filled: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = sorted((set(used) | set(filled)) - set(SAFETY_WORDS))
        self._names = {f"word-{number}": word for number, word in enumerate([*SAFETY_WORDS, *others])}
        most = LocalWord._meta.get_field("value").max_length
        for name, word in self._names.items():
            self.fields[name] = forms.CharField(
                label=f"{{{word}}}",
                required=False,
                max_length=most,
                initial=filled.get(word, ""),
                help_text=_("A number for safety. Try it before you save it.") if word in SAFETY_WORDS else "",
            )

    def words(self) -> dict[str, str]:
        """Word -> what it is here, of all that have been filled, and of those that were emptied."""
        return {
            word: self.cleaned_data[name]
            for name, word in self._names.items()
            if self.cleaned_data[name] or self.fields[name].initial
        }
