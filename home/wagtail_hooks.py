"""The editors' front page shows how to begin; the help menu has the guide."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.panels import StartPanel
from home.views import guide


@hooks.register("construct_homepage_panels")
def how_to_begin(request: HttpRequest, panels: list[Any]) -> None:
    """Four steps for an administrator of a new site."""
    panels.insert(0, StartPanel())


@hooks.register("register_admin_urls")
def guide_addresses() -> list[URLResolver]:
    """The pages below /cms/guide/: whoever comes into /cms/ may read them."""
    pages = [path("", guide, name="index"), path("<slug:part>/", guide, name="part")]
    return [path("guide/", include((pages, "guide")))]


@hooks.register("register_help_menu_item")
def guide_in_the_menu() -> MenuItem:
    """The first line of the help menu."""
    return MenuItem(_("Editors' guide"), reverse_lazy("guide:index"), icon_name="help", order=1)
