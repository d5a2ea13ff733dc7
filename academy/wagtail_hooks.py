"""The editors' pages take our colours and typeface; their front page shows how to begin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from academy.start import StartPanel


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """One stylesheet, over Wagtail's own properties."""
    return format_html('<link rel="stylesheet" href="{}">', static("academy/css/admin.css"))


@hooks.register("construct_homepage_panels")
def how_to_begin(request: HttpRequest, panels: list[Any]) -> None:
    """Four steps for an administrator of a new site."""
    panels.insert(0, StartPanel())
