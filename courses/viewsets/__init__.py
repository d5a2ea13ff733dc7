"""What editors keep beside the pages: routes, evidence, words, lists, rubrics and scales. One menu holds them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from courses.viewsets.lists import AudienceViewSet, EvidenceViewSet, ResourceViewSet, RouteViewSet
from courses.viewsets.scoring import RubricViewSet, ScaleViewSet
from courses.viewsets.topics import TopicViewSet
from courses.viewsets.words import GlossaryViewSet, JargonViewSet, LocalWordViewSet

__all__ = ["LISTS_OF_OTHERS", "CourseContentGroup"]
LISTS_OF_OTHERS = "register_course_content_menu_item"


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

    def get_submenu_items(self) -> list[Any]:
        """Its own lists, and after them those of apps above that courses know nothing of: designs of certificates."""
        return [*super().get_submenu_items(), *(add() for add in hooks.get_hooks(LISTS_OF_OTHERS))]
