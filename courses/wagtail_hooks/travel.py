"""Courses that are copied, and courses on their way to another site (decision 0030)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.models import CoursePage
from courses.services.copying import keep_waiting, settle_copy
from courses.viewsets.transfer import TransferViewSet


@hooks.register("after_copy_page")
def routes_come_along(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copied course has the routes too, as drafts on its own modules. A copied translation waits as the first."""
    source, copy = page.specific, new_page.specific
    if isinstance(source, CoursePage) and isinstance(copy, CoursePage):
        settle_copy(source=source, copy=copy, by=request.user)
    else:
        keep_waiting(source=source, copy=copy)


@hooks.register("register_admin_viewset")
def register_transfer_viewset() -> TransferViewSet:
    """/cms/course-files/ and its menu item."""
    return TransferViewSet()


@hooks.register("before_copy_page")
def a_copied_course_needs_a_code(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's own page asks for no code, and two courses would have one."""
    return redirect("course_files:copy", page.pk) if isinstance(page.specific_deferred, CoursePage) else None


@hooks.register("register_page_header_buttons")
def course_files(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """A course leaves as a file from its own page."""
    if not isinstance(page, CoursePage) or not page.pk or not page.permissions_for_user(user).can_edit():
        return []
    ways = (("export", _("Export"), "download"), ("translate", _("Translate"), "globe"))
    return [
        Button(words, reverse(f"course_files:{name}", args=[page.pk]), icon_name=icon, priority=35)
        for name, words, icon in ways
    ]
