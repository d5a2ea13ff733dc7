"""Routes, evidence, audiences and resources."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from courses.forms.lists import ResourceForm
from courses.models import Audience, CoursePage, EvidenceRecord, Resource, Route
from courses.viewsets.base import USED, CountedViewSet


class AddRouteView(CreateView):
    """A new route; a link from a course has chosen the course already."""

    def get_initial_form_instance(self) -> Route:
        """The course of the address, if there is such a course."""
        route = super().get_initial_form_instance() or Route()
        asked = self.request.GET.get("course", "")
        if asked.isdecimal():
            route.course = CoursePage.objects.filter(pk=asked).first()
        return route


class RouteViewSet(SnippetViewSet):
    """Ways through a course: drafts, publishing and history as with pages."""

    model = Route
    add_view_class = AddRouteView
    icon = "decimal"
    menu_label = _("Routes")
    list_display = ["__str__", "audience", "validity_months", "closed_on", BooleanColumn("live", label=_("Published"))]
    list_filter = ["course", "audience"]
    list_per_page = 50
    inspect_view_enabled = True


class EvidenceViewSet(CountedViewSet):
    """Findings that lessons may state."""

    model = EvidenceRecord
    icon = "openquote"
    menu_label = _("Evidence")
    list_display = ["code", "sentence", "period_and_kind", USED]
    panels = [FieldPanel(name) for name in ("code", "sentence", "period_and_kind", "caution", "link")]


class AudienceViewSet(CountedViewSet):
    """Kinds of people that a course may be for."""

    model = Audience
    icon = "group"
    menu_label = _("Audiences")
    list_display = ["name", "code", USED]
    panels = [FieldPanel("name"), FieldPanel("code")]


class ResourceViewSet(CountedViewSet):
    """Places worth a look."""

    model = Resource
    icon = "link-external"
    menu_label = _("Resources")
    list_display = ["title", "link", "checked_on", Column("what_is_amiss", label=_("Look at it again")), USED]
    list_filter = {"checked_on": ["lt", "gt"]}
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("title", "page", "link", "why", "checked_on")], base_form_class=ResourceForm
    )
