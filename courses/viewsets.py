"""What editors keep beside the pages: routes, evidence, local words, topics."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from courses.models import EvidenceRecord, LocalWord, Route, Topic


class RouteViewSet(SnippetViewSet):
    """Ways through a course: drafts, publishing and history as with pages."""

    model = Route
    icon = "decimal"
    menu_label = _("Routes")
    list_display = ["__str__", "audience", "validity_months", "closed_on", BooleanColumn("live", label=_("Published"))]
    list_filter = ["course", "audience"]
    inspect_view_enabled = True


class EvidenceViewSet(SnippetViewSet):
    """Findings that lessons may state."""

    model = EvidenceRecord
    icon = "openquote"
    menu_label = _("Evidence")
    list_display = ["code", "sentence", "period_and_kind"]
    panels = [FieldPanel(name) for name in ("code", "sentence", "period_and_kind", "caution", "link")]


class LocalWordViewSet(SnippetViewSet):
    """What each place calls things, the safety numbers among them."""

    model = LocalWord
    icon = "globe"
    menu_label = _("Local words")
    list_display = ["word", "value", "organisation"]
    list_filter = ["organisation"]
    list_per_page = 50
    panels = [FieldPanel(name) for name in ("organisation", "word", "value")]


class TopicViewSet(SnippetViewSet):
    """The list of topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug")]


class CourseContentGroup(SnippetViewSetGroup):
    """One menu for what courses are made of."""

    items = (RouteViewSet, EvidenceViewSet, LocalWordViewSet, TopicViewSet)
    menu_label = _("Course content")
    menu_icon = "list-ul"
    menu_order = 200
