"""Organisations and their departments. One that has records is closed, never removed."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.widgets.button import HeaderButton

from people import registry
from people.forms.admin import DepartmentForm
from people.models import Department, Organisation, User
from people.permissions import HR
from people.services.organisations import close_organisation, open_organisation
from people.viewsets.base import KeptViewSet, crumbs, done, only_managers


def counted(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Each with ``people`` who may sign in and how many of them are in the HR group, by two subqueries."""
    present = User.objects.active().filter(organisation=OuterRef("pk")).order_by().values("organisation")
    numbers = {"n_people": present, "n_hr": present.filter(groups__name=HR)}
    return organisations.annotate(
        **{
            name: Coalesce(Subquery(rows.annotate(n=Count("pk", distinct=True)).values("n")), 0)
            for name, rows in numbers.items()
        }
    )


class OrganisationList(IndexView):
    """With what the apps above say of each organisation: local words, looks."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Asked once for the whole page, not once a row."""
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        for telling in registry.tellings():
            told = telling.tell([row.pk for row in rows])
            for row in rows:
                setattr(row, telling.name, told[row.pk])
        context["table"].data = rows
        return context


class OneOrganisation(InspectView):
    """What is known of one organisation, and the ways on from here."""

    page_title = gettext_lazy("Organisation")
    template_name = "people/admin/organisation.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Edit first, then close or open again."""
        own = reverse("organisations:edit", args=[self.object.pk])
        act, label = ("close", _("Close it")) if self.object.active else ("open", _("Open it again"))
        return [
            HeaderButton(_("Edit"), url=own, icon_name="edit"),
            HeaderButton(label, url=reverse(f"organisations:{act}", args=[self.object.pk]), icon_name="lock"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With counts, the people of HR, what the apps above say, and how long things are kept."""
        organisation = self.object
        present = User.objects.active().filter(organisation=organisation)
        own = f"?organisation={organisation.pk}"
        return super().get_context_data(
            people=present.count(),
            people_url=reverse("people_cms:index") + own,
            departments=organisation.departments.count(),
            departments_url=reverse("departments:index") + own,
            hr=list(present.filter(groups__name=HR).order_by("given_name", "family_name")),
            tellings=[
                {
                    "title": telling.title,
                    "words": telling.tell([organisation.pk])[organisation.pk],
                    "url": telling.address(organisation.pk) if telling.address else "",
                }
                for telling in registry.tellings()
            ],
            retention=[{"noun": h.words, "kept": h.retention} for h in registry.holdings()],
            **kwargs,
        )


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then close: no new people or cohorts; all that is there stays."""
    by = only_managers(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        close_organisation(organisation=organisation, by=by)
        words = _("%(name)s is closed. Its records stay.") % {"name": organisation}
        return done(request, words, "organisations:inspect", pk)
    trail = (
        (reverse("organisations:index"), _("Organisations")),
        (reverse("organisations:inspect", args=[pk]), organisation),
        ("", _("Close")),
    )
    people = User.objects.active().filter(organisation=organisation).count()
    context = {"organisation": organisation, "people": people, "breadcrumbs_items": crumbs(*trail)}
    return render(request, "people/admin/close_organisation.html", context)


def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a closing; the page with the button asks."""
    by = only_managers(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        open_organisation(organisation=organisation, by=by)
        return done(request, _("%(name)s is open again.") % {"name": organisation}, "organisations:inspect", pk)
    trail = (
        (reverse("organisations:index"), _("Organisations")),
        (reverse("organisations:inspect", args=[pk]), organisation),
        ("", _("Open again")),
    )
    context = {"organisation": organisation, "breadcrumbs_items": crumbs(*trail)}
    return render(request, "people/admin/open_organisation.html", context)


class OrganisationViewSet(KeptViewSet):
    """Employers, partners and hosts."""

    model = Organisation
    icon = "site"
    menu_label = gettext_lazy("Organisations")
    name = url_prefix = "organisations"
    index_view_class = OrganisationList
    inspect_view_class = OneOrganisation
    form_fields = ["name", "code", "contact"]
    list_filter = ["active"]
    search_fields = ["name", "code"]
    search_backend_name = None

    @property
    def list_display(self) -> list[Any]:
        """Own columns, then one for each app above that tells something."""
        told = [Column(telling.name, label=telling.title) for telling in registry.tellings()]
        return [
            TitleColumn("name", label=gettext_lazy("Name"), get_url=self._page_of, sort_key="name"),
            "code",
            Column("n_people", label=gettext_lazy("People")),
            Column("n_hr", label=gettext_lazy("HR contacts")),
            *told,
            BooleanColumn("active", label=gettext_lazy("Open"), sort_key="active"),
        ]

    @staticmethod
    def _page_of(organisation: Organisation) -> str:
        return reverse("organisations:inspect", args=[organisation.pk])

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The list with its counts."""
        return super().get_index_view_kwargs(**kwargs) | {"queryset": counted(Organisation.objects.all())}

    def get_urlpatterns(self) -> list:
        """With closing and opening again."""
        more = [path("close/<int:pk>/", close, name="close"), path("open/<int:pk>/", open_again, name="open")]
        return [*super().get_urlpatterns(), *more]


class DepartmentViewSet(KeptViewSet):
    """The units of an organisation."""

    model = Department
    related = ("organisation",)
    icon = "list-ul"
    menu_label = gettext_lazy("Departments")
    name = url_prefix = "departments"
    list_display = ["name", "code", "organisation", "active"]
    list_filter = ["organisation", "active"]
    search_fields = ["name", "code"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type:
        """To add, no closed organisation is offered."""
        return DepartmentForm
