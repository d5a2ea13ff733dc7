"""Jobs and posts on one side, groups on the other: one never follows from the other."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.viewsets.base import ViewSet

from people.forms.admin import PostForm
from people.models import Assignment, StaffRole
from people.permissions import ADMINISTRATORS, EDITORS, GROUPS, HR, NEED_SECOND_FACTOR, TRAINERS, can_manage_people
from people.viewsets.base import KeptViewSet, crumbs, only_managers

SENTENCE = _("A staff role is a job. A group says what somebody may do here. One never follows from the other.")
MAY = {
    TRAINERS: _("Open cohorts, take registers, and help the people in them."),
    EDITORS: _("Write and publish courses."),
    HR: _("See and export the learning records of their own organisation."),
    ADMINISTRATORS: _("Run the site: organisations, people, groups and what went out."),
}


class StaffRoleViewSet(KeptViewSet):
    """Jobs, the same in every organisation."""

    model = StaffRole
    icon = "tag"
    menu_label = _("Staff roles")
    name = url_prefix = "staff-roles"
    template_prefix = "people/admin/staff_role/"
    panels = [
        HelpPanel(content=SENTENCE),
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("retention_class"),
        FieldPanel("active"),
    ]
    list_display = ["name", "code", "retention_class", "active"]
    list_filter = ["active", "retention_class"]
    search_fields = ["name", "code"]
    search_backend_name = None

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """With the sentence that tells a job from a right."""
        return super().get_index_view_kwargs(extra_context={"sentence": SENTENCE}, **kwargs)


class PostViewSet(KeptViewSet):
    """Who works where, as what, from when to when."""

    model = Assignment
    related = ("person", "organisation", "staff_role")
    icon = "calendar"
    menu_label = _("Posts")
    name = url_prefix = "posts"
    list_display = ["person", "organisation", "job_title", "starts_on", "ends_on"]
    list_filter = ["organisation", "staff_role"]
    search_fields = ["person__given_name", "person__family_name", "job_title", "employee_number"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type:
        """One form; to add, it offers no closed organisation and nobody merged away."""
        return PostForm


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """The four groups: what each opens, who must show a second factor, and how many people are in it."""
    only_managers(request)
    counted = Group.objects.annotate(n=Count("user", filter=Q(user__is_active=True)))
    found = {group.name: group for group in counted.filter(name__in=GROUPS)}
    people = reverse("people_cms:index")
    rows = [
        {
            "name": name,
            "may": MAY[name],
            "second_factor": name in NEED_SECOND_FACTOR,
            "people": found[name].n,
            "url": f"{people}?groups={found[name].pk}",
        }
        for name in GROUPS
    ]
    context = {"rows": rows, "sentence": SENTENCE, "breadcrumbs_items": crumbs(("", _("Groups")))}
    return render(request, "people/admin/rights.html", context)


class RightsMenuItem(MenuItem):
    """Shown to whoever may change people."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Administrators."""
        return can_manage_people(request.user)


class RightsViewSet(ViewSet):
    """The page about groups. Who is in one is set on each person's page."""

    name = url_prefix = "rights"
    icon = "key"
    menu_label = _("Groups")
    menu_item_class = RightsMenuItem

    def get_urlpatterns(self) -> list:
        """One page."""
        return [path("", rights, name="index")]
