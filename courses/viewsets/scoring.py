"""Rubrics, and the scales of the confidence check."""

from django.utils.translation import gettext_lazy as _

from courses.models import ConfidenceScale, Rubric
from courses.viewsets.base import USED, CountedViewSet


class RubricViewSet(CountedViewSet):
    """What observers look for."""

    model = Rubric
    icon = "tasks"
    menu_label = _("Rubrics")
    list_display = ["name", "code", "least_total", USED]
    inspect_view_enabled = True


class ScaleViewSet(CountedViewSet):
    """Rows from 0 to 10. Lessons name a scale by its code."""

    model = ConfidenceScale
    icon = "order"
    menu_label = _("Confidence scales")
    list_display = ["name", "code", USED]
