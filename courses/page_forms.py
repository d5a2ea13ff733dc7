"""The forms of pages and routes ask the gates when publishing. A draft always saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from courses import gates


class GatedForm(WagtailAdminPageForm):
    """A page form that refuses to publish with a list of what to put right. Each kind of page says what that is."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What stops a publication with these values: nothing, unless the kind of page says so."""
        return []

    def clean(self) -> dict[str, Any]:
        """Strict only on publish and submit: saving a draft never asks."""
        cleaned = super().clean()
        self._keep_code(cleaned)
        if not self.is_deferred_validation and not self.errors:
            for problem in self.problems(cleaned):
                self.add_error(None, problem.words)
        return cleaned

    def _keep_code(self, cleaned: dict[str, Any]) -> None:
        """Codes are promises: certificates, exports and addresses carry them."""
        page = self.instance
        if "code" not in cleaned or not page.pk or page.first_published_at is None:
            return
        kept = type(page).objects.filter(pk=page.pk).values_list("code", flat=True).first()
        if cleaned["code"] != kept:
            self.add_error("code", _("This code has been published, so it stays “%(code)s”.") % {"code": kept})


class LessonForm(GatedForm):
    """The form of a lesson."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What is wrong in its blocks, and local words that some organisation has not filled."""
        return self.instance.problems_of(cleaned["body"]) if "body" in cleaned else []


class ModuleForm(GatedForm):
    """The form of a module."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What its rule still needs."""
        return gates.module_problems(cleaned)


class CourseForm(GatedForm):
    """The form of a course."""

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What is missing below it, of the kind of course it says it is."""
        return self.instance.problems_as(cleaned["kind"])


class RouteForm(WagtailAdminModelForm):
    """The form of a route."""

    def clean(self) -> dict[str, Any]:
        """A published route has modules of its own course, each with its settings; a published code stays."""
        cleaned = super().clean()
        route = self.instance
        if route.pk and route.first_published_at and cleaned.get("code") != route.code:
            self.add_error("code", _("This code has been published, so it stays “%(code)s”.") % {"code": route.code})
        if not self.is_deferred_validation and not self.errors:
            for problem in self._problems(cleaned):
                self.add_error(None, problem.words)
        return cleaned

    def _problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        modules = self._modules()
        found = [
            gates.Problem(_("%(module)s belongs to another course.") % {"module": module.title})
            for module in modules
            if not module.is_child_of(cleaned["course"])
        ]
        return found + gates.route_problems({module.title: module.problems() for module in modules})

    def _modules(self) -> list[Any]:
        """The modules as the form has them now, without those ticked for removal."""
        formset = self.formsets["route_modules"]
        rows: list[forms.ModelForm] = [row for row in formset.forms if row not in formset.deleted_forms]
        return [row.cleaned_data["module"] for row in rows if row.is_valid() and row.cleaned_data.get("module")]
