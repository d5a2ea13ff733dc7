"""How an editor may look at a page before anybody else does. Nothing is recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses.registry import modes_of, played

PREVIEW_SIZES = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 320, "label": _("Preview on a small phone")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("Preview on a tablet")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Preview on a large screen")},
]


class Previewed:
    """Seen as a visitor does, and by each route as its learners do; on a phone of 320 pixels first."""

    preview_sizes = PREVIEW_SIZES

    @cached_property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As a visitor, and in the modes that upper apps add. Wagtail asks several times for one form."""
        return [("", _("As visitors see it")), *modes_of(self)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As learners meet it, where somebody shows it so; else the public page."""
        shown = played(self, request, mode_name)
        return shown or super().serve_preview(request, mode_name)  # type: ignore[misc]
