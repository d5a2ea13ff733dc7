"""The screens of administrators under /cms/: organisations, people, staff roles, posts, deliveries.

Nothing is deleted there: what people rest on is closed instead.
"""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from people.forms.admin import AddPersonForm, EditPersonForm
from people.models import Assignment, Department, Message, Organisation, StaffRole, User
from people.services.accounts import Refused

SENTENCE = _("A staff role is a job. A group says what somebody may do here. One never follows from the other.")


class KeptPolicy(ModelPermissionPolicy):
    """Django's rights without deletion: what people rest on is closed, never removed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As Django says, and never to delete."""
        return action != "delete" and super().user_has_permission(user, action)


class ReadPolicy(KeptPolicy):
    """Looking only."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """View and nothing else."""
        return action == "view" and super().user_has_permission(user, action)


class KeptViewSet(ModelViewSet):
    """What our screens share: no copying, no deleting, a page that shows one row."""

    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    policy: type[ModelPermissionPolicy] = KeptPolicy
    related: tuple[str, ...] = ()  # what the list shows from other tables, fetched with it

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Asked by every view of the set."""
        return self.policy(self.model)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The list asks as often for a thousand rows as for one."""
        rows = self.model._default_manager.select_related(*self.related) if self.related else None
        return super().get_index_view_kwargs(queryset=rows, **kwargs)

    def get_urlpatterns(self) -> list:
        """All addresses of the set but the one that deletes."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]


class OrganisationViewSet(KeptViewSet):
    """A1: employers, partners and hosts."""

    model = Organisation
    icon = "site"
    menu_label = _("Organisations")
    name = url_prefix = "organisations"
    form_fields = ["name", "code", "contact", "active"]
    list_display = ["name", "code", "contact", "active"]
    list_filter = ["active"]
    search_fields = ["name", "code"]
    search_backend_name = None


class DepartmentViewSet(KeptViewSet):
    """A1: the units of an organisation."""

    model = Department
    related = ("organisation",)
    icon = "list-ul"
    menu_label = _("Departments")
    name = url_prefix = "departments"
    form_fields = ["organisation", "parent", "code", "name", "active"]
    list_display = ["name", "code", "organisation", "active"]
    list_filter = ["organisation", "active"]
    search_fields = ["name", "code"]
    search_backend_name = None


class StaffRoleViewSet(KeptViewSet):
    """A2: jobs, the same in every organisation."""

    model = StaffRole
    icon = "tag"
    menu_label = _("Staff roles")
    name = url_prefix = "staff-roles"
    panels = [
        HelpPanel(content=SENTENCE),
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("retention_class"),
        FieldPanel("active"),
    ]
    list_display = ["name", "code", "retention_class", "active"]
    search_fields = ["name", "code"]
    search_backend_name = None


class PostViewSet(KeptViewSet):
    """A2: who works where, as what, from when to when."""

    model = Assignment
    related = ("person", "organisation", "staff_role")
    icon = "calendar"
    menu_label = _("Posts")
    name = url_prefix = "posts"
    form_fields = [
        "person",
        "organisation",
        "department",
        "staff_role",
        "job_title",
        "employee_number",
        "assignment_number",
        "work_email",
        "cost_centre",
        "location",
        "manager",
        "primary",
        "starts_on",
        "ends_on",
    ]
    list_display = ["person", "organisation", "job_title", "starts_on", "ends_on"]
    list_filter = ["organisation", "staff_role"]
    search_fields = ["person__given_name", "person__family_name", "job_title", "employee_number"]
    search_backend_name = None


class RefusalsAsErrors:
    """A rule that the service keeps is shown on the form, with everything typed."""

    form: Any
    request: Any
    form_invalid: Any
    produced_error_message: str | None = None  # Wagtail sets it only where the form itself refuses

    def save_instance(self) -> Any:
        """The form's own save already wrote the audit line."""
        self.has_content_changes = True
        return self.form.save()

    def form_valid(self, form: Any) -> HttpResponse:
        """Saved, or refused with the reason."""
        form.by = self.request.user
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refused as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = gettext("Nothing was changed.")
            return self.form_invalid(form)


class AddPerson(RefusalsAsErrors, CreateView):
    """A new person."""


class EditPerson(RefusalsAsErrors, EditView):
    """Somebody's details, groups and whether they may sign in."""


class PersonViewSet(KeptViewSet):
    """A2: people and their groups."""

    model = User
    related = ("organisation",)
    icon = "user"
    menu_label = _("People")
    name = "people_cms"  # "people" is the name of our own addresses
    url_prefix = "people"
    add_view_class = AddPerson
    edit_view_class = EditPerson
    list_display = [
        "get_full_name",
        "email",
        "organisation",
        BooleanColumn("is_active", label=_("May sign in"), sort_key="is_active"),
    ]
    list_filter = ["organisation", "is_active", "groups"]
    inspect_view_fields = ["given_name", "family_name", "known_as", "email", "organisation", "language", "is_active"]
    search_fields = ["given_name", "family_name", "email"]
    search_backend_name = None
    ordering = ["given_name", "family_name", "pk"]

    def get_form_class(self, for_update: bool = False) -> type:
        """One form to add, one to change."""
        return EditPersonForm if for_update else AddPersonForm


class DeliveryViewSet(KeptViewSet):
    """A4: which messages went out. Never what they say."""

    model = Message
    icon = "mail"
    menu_label = _("Deliveries")
    name = url_prefix = "deliveries"
    policy = ReadPolicy
    form_fields = ["status"]
    list_display = ["template", "address", "status", "created_at", "sent_at", "note"]
    list_filter = ["status", "template"]
    inspect_view_fields = ["template", "address", "language", "status", "created_at", "sent_at", "note"]
    search_fields = ["address"]
    search_backend_name = None
    ordering = ["-created_at", "-pk"]


class PeopleGroup(ModelViewSetGroup):
    """The menu that holds them all."""

    menu_label = _("People")
    menu_icon = "group"
    menu_order = 500
    items = (
        OrganisationViewSet,
        DepartmentViewSet,
        PersonViewSet,
        StaffRoleViewSet,
        PostViewSet,
        DeliveryViewSet,
    )
