"""What editors keep beside the pages: routes, evidence, words, lists, rubrics and scales. One menu holds them."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from courses.viewsets.lists import AudienceViewSet, EvidenceViewSet, ResourceViewSet, RouteViewSet
from courses.viewsets.scoring import RubricViewSet, ScaleViewSet
from courses.viewsets.topics import TopicViewSet
from courses.viewsets.words import GlossaryViewSet, JargonViewSet, LocalWordViewSet

__all__ = ["CourseContentGroup"]


class CourseContentGroup(SnippetViewSetGroup):
    """One menu for what courses are made of."""

    items = (
        RouteViewSet,
        TopicViewSet,
        AudienceViewSet,
        LocalWordViewSet,
        EvidenceViewSet,
        ResourceViewSet,
        GlossaryViewSet,
        JargonViewSet,
        RubricViewSet,
        ScaleViewSet,
    )
    menu_label = _("Course content")
    menu_icon = "list-ul"
    menu_order = 200
