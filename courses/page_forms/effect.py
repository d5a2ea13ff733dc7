"""The forms of what people have completed: a changed rule is published with a word on what that means for them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses import gates
from courses.page_forms.gated import GatedForm
from courses.registry import holders_of

EXAMPLES = {
    "LESSONS": _("Example: four short lessons on a phone."),
    "ATTENDANCE": _("Example: one afternoon together in a hall."),
    "PRACTICE": _("Example: three conversations noted within twelve weeks."),
    "OBSERVATION": _("Example: a mediation that somebody watches and scores."),
    "MENTORING": _("Example: three of four meetings of a pair."),
    "GRANT": _("Example: a trainer saw you co-host a session."),
}


class RuleRadios(forms.RadioSelect):
    """The rules by which a module is completed, each with one example."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The rule, and below it what that might be."""
        told = format_html('{}<span class="ra-example">{}</span>', label, EXAMPLES.get(str(value), ""))
        return super().create_option(name, value, told, *args, **kwargs)


FROM_NOW_ON, ASK_REFRESH = "FROM_NOW_ON", "ASK_REFRESH"  # of Edition.Effect, which stands above this layer


def effect_choices(holders: int) -> list[tuple[str, str]]:
    """What a changed rule may mean for so many people who have completed."""
    now_on = ngettext(
        "From now on. %(count)s person who has completed stays complete and hears nothing.",
        "From now on. The %(count)s people who have completed stay complete and hear nothing.",
        holders,
    )
    ask = ngettext(
        "Ask for a refresh. %(count)s person hears of it and sees “Due a refresh”. Nothing is withdrawn.",
        "Ask for a refresh. %(count)s people hear of it and see “Due a refresh”. Nothing is withdrawn.",
        holders,
    )
    return [(FROM_NOW_ON, now_on % {"count": holders}), (ASK_REFRESH, ask % {"count": holders})]


class EffectForm(GatedForm):
    """The form of a page that may change what is asked of people who have completed: it asks what that means."""

    data: Any
    was_changed = _("The rule has changed. Choose what that means, then publish.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effect"].required = False  # asked only where it matters
        self.fields["effect"].widget = forms.RadioSelect()
        self.fields["effect"].choices = effect_choices(self.holders)

    @cached_property
    def holders(self) -> int:
        """How many people have it complete."""
        return holders_of(self.instance) if self.instance.pk else 0

    def changes_rule(self, values: Mapping[str, Any] | None = None) -> bool:
        """Whether these values, or else those of the page, ask something else than the ones in force."""
        return self.instance.changes_rule(values)

    def asks_effect(self) -> bool:
        """Whether a changed rule is a question here: it differs from the one in force, and somebody has completed."""
        return bool(self.holders) and self.changes_rule()

    def clean(self) -> dict[str, Any]:
        """A rule that has changed is published with a word on what that means; until then it is asked."""
        cleaned = super().clean()
        if cleaned.get("effect"):
            return cleaned
        cleaned["effect"] = FROM_NOW_ON  # what was chosen for an earlier change is no word on this one
        if not self.is_deferred_validation and self.holders and self.changes_rule(cleaned):
            self.data = self.data.copy()
            self.data[self.add_prefix("effect")] = FROM_NOW_ON
            self.add_error("effect", str(self.was_changed))
        return cleaned


class LessonForm(EffectForm):
    """The form of a lesson. Its module may wait for it now, or no longer; the choice is kept with the draft."""

    effect = forms.ChoiceField(label=_("what the change means"))
    was_changed = _("What the module asks has changed. Choose what that means, then publish.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["effect"] = self.instance.effect

    @cached_property
    def holders(self) -> int:
        """How many people have its module complete; a lesson that is not saved yet has one too."""
        return holders_of(self.instance if self.instance.pk else self.module)

    @property
    def module(self) -> Any:
        """The module that it is written for."""
        return self.parent_page or self.instance.get_parent()

    def changes_rule(self, values: Mapping[str, Any] | None = None) -> bool:
        """Whether its module would wait for other lessons than before."""
        return self.instance.changes_rule(values, module=self.module.specific)

    def clean(self) -> dict[str, Any]:
        """What was chosen goes with the page into its draft."""
        cleaned = super().clean()
        self.instance.effect = cleaned.get("effect", FROM_NOW_ON)
        return cleaned

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What is wrong in its blocks, and local words that some organisation has not filled."""
        return self.instance.problems_of(cleaned["body"] if "body" in cleaned else self["body"].data)


class ModuleForm(EffectForm):
    """The form of a module."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What its rule and its plan still need."""
        kept = {"completed_by": self.instance.completed_by}
        plan = {} if "plan" in cleaned else {"plan": self["plan"].data}
        return self.instance.problems_of(kept | plan | cleaned)
