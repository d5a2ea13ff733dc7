"""The forms of pages and routes ask the gates when publishing. A draft always saves."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import (
    ListBlock,
    ListBlockValidationError,
    StreamBlock,
    StreamBlockValidationError,
    StructBlock,
    StructBlockValidationError,
)

from courses import gates
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


class CodedForm(WagtailAdminModelForm):
    """A form whose code may be left empty: it is made from the name, so that a new draft saves at once."""

    code_from = "title"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False

    def clean_code(self) -> str:
        """The code that was typed, or one made from the name."""
        name = str(self.data.get(self.add_prefix(self.code_from), ""))
        return self.cleaned_data["code"] or slugify(name)[:30].strip("-") or gettext("new")


class GatedForm(CodedForm, WagtailAdminPageForm):
    """A page form that refuses to publish with a list of what to put right. Each kind of page says what that is."""

    found: list[gates.Problem] | None = None  # what stopped a publication just now; None: nobody asked

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What stops a publication with these values: nothing, unless the kind of page says so."""
        return []

    def clean(self) -> dict[str, Any]:
        """Strict only on publish and submit: saving a draft never asks."""
        cleaned = super().clean()
        self._keep_code(cleaned)
        if not self.is_deferred_validation:
            self.found = [*self.problems(cleaned), *self.instance.language_problems()]
            say_beside_fields(self, self.found)
        return cleaned

    def _keep_code(self, cleaned: dict[str, Any]) -> None:
        """Codes are promises: certificates, exports and addresses carry them."""
        page = self.instance
        if "code" not in cleaned or not page.pk or page.first_published_at is None:
            return
        kept = type(page).objects.filter(pk=page.pk).values_list("code", flat=True).first()
        if cleaned["code"] != kept:
            self.add_error("code", gettext("This code has been published, so it stays “%(code)s”.") % {"code": kept})


def say_beside_fields(form: forms.ModelForm, problems: Iterable[gates.Problem]) -> None:
    """Each problem stands beside its field, inside a block where it is in one; the others stand above the form.

    A field that says already why it cannot be kept says nothing more.
    """
    silent = set(form.errors)
    in_blocks: dict[str, list[gates.Problem]] = {}
    for problem in problems:
        if problem.field in silent:
            continue
        if problem.path:
            in_blocks.setdefault(problem.field, []).append(problem)
        else:
            form.add_error(problem.field if problem.field in form.fields else None, problem.words)
    for name, inside in in_blocks.items():
        stream: Any = form.fields[name]
        told = [(problem.path, problem.words) for problem in inside]
        form.add_error(name, _error_in(stream.block, form.cleaned_data[name], told))


def _error_in(block: Any, value: Any, told: list[tuple[tuple[str | int, ...], str]]) -> ValidationError:
    """The words as Wagtail wants them: one error a block, with those of the blocks inside it."""
    here = [words for path, words in told if not path]
    deeper: dict[Any, list[tuple[tuple[str | int, ...], str]]] = {}
    for path, words in told:
        if path:
            deeper.setdefault(path[0], []).append((path[1:], words))
    inside = {step: _error_in(*_child(block, value, step), rest) for step, rest in deeper.items()}
    for kind, error in _ERRORS.items():
        if isinstance(block, kind):
            return error(block_errors=inside, non_block_errors=[ValidationError(words) for words in here])
    return ValidationError(here)


_ERRORS: dict[type, Any] = {
    StreamBlock: StreamBlockValidationError,
    ListBlock: ListBlockValidationError,
    StructBlock: StructBlockValidationError,
}


def _child(block: Any, value: Any, step: str | int) -> tuple[Any, Any]:
    if isinstance(block, StreamBlock):
        return value[step].block, value[step].value
    if isinstance(block, ListBlock):
        return block.child_block, value[step]
    return block.child_blocks[step], value[step]


class LessonForm(GatedForm):
    """The form of a lesson."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What is wrong in its blocks, and local words that some organisation has not filled."""
        return self.instance.problems_of(cleaned["body"] if "body" in cleaned else self["body"].data)


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


class ModuleForm(GatedForm):
    """The form of a module."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effect"].required = False  # asked only where it matters
        self.fields["effect"].widget = forms.RadioSelect()
        self.fields["effect"].choices = effect_choices(self.holders)

    @cached_property
    def holders(self) -> int:
        """How many people have it complete."""
        return holders_of(self.instance) if self.instance.pk else 0

    def asks_effect(self) -> bool:
        """Whether a changed rule is a question here: it differs from the one in force, and somebody has completed."""
        return bool(self.holders) and self.instance.changes_rule()

    def clean(self) -> dict[str, Any]:
        """A rule that has changed is published with a word on what that means; until then it is asked."""
        cleaned = super().clean()
        if self.is_deferred_validation or cleaned.get("effect") or not self.holders:
            return cleaned
        if self.instance.changes_rule(cleaned):
            self.data = self.data.copy()
            self.data[self.add_prefix("effect")] = FROM_NOW_ON
            self.add_error("effect", gettext("The rule has changed. Choose what that means, then publish."))
        return cleaned

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What its rule and its plan still need."""
        kept = {"completed_by": self.instance.completed_by}
        plan = {} if "plan" in cleaned else {"plan": self["plan"].data}
        return self.instance.problems_of(kept | plan | cleaned)


class CourseForm(GatedForm):
    """The form of a course."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What is missing below it, of the kind of course it says it is."""
        return self.instance.problems_as(cleaned.get("kind", self.instance.kind))


class RouteForm(CodedForm):
    """The form of a route."""

    code_from = "name"
    found: list[gates.Problem] | None = None

    def clean(self) -> dict[str, Any]:
        """A published route has modules of its own course, each with its settings; a published code stays."""
        cleaned = super().clean()
        route = self.instance
        if route.pk and route.first_published_at and cleaned.get("code") != route.code:
            self.add_error(
                "code", gettext("This code has been published, so it stays “%(code)s”.") % {"code": route.code}
            )
        if not self.is_deferred_validation and "course" in cleaned:
            modules = self._modules()
            self.found = gates.route_problems(
                {module.title: module.problems() for module in modules},
                strangers=[module.title for module in modules if not module.is_child_of(cleaned["course"])],
            )
            say_beside_fields(self, self.found)
        return cleaned

    def _modules(self) -> list[Any]:
        """The modules as the form has them now, without those ticked for removal."""
        formset = self.formsets["route_modules"]
        rows: list[forms.ModelForm] = [row for row in formset.forms if row not in formset.deleted_forms]
        return [row.cleaned_data["module"] for row in rows if row.is_valid() and row.cleaned_data.get("module")]
