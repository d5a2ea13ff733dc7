"""The forms of a course and of a route."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from courses import gates
from courses.page_forms.gated import CodedForm, GatedForm, say_beside_fields


class CourseForm(GatedForm):
    """The form of a course."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What is missing below it, of the kind of course it says it is."""
        return self.instance.problems_as(cleaned.get("kind", self.instance.kind))


class RouteForm(CodedForm):
    """The form of a route."""

    code_from = "name"
    found: list[gates.Problem] | None = None

    def clean_statement(self) -> str:
        """What is printed, with no slot that would stay empty."""
        statement, known = self.cleaned_data["statement"], " ".join(f"{{{name}}}" for name in gates.SLOTS)
        if unknown := gates.unknown_slots(statement):
            words = gettext("“%(slot)s” is not filled in. These are: %(known)s.")
            raise ValidationError(words % {"slot": unknown[0], "known": known})
        return statement

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
