"""What stands in the forms, the choosers and the lists of pages."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.documents.views.chooser import viewset as chooser_viewset

from courses.media.kinds import KINDS_ASKED, endings_of
from courses.viewsets.pages import TREES

# Looking for a document, or through its pages, keeps to the kinds that the block asked for.
chooser_viewset.preserve_url_parameters = [*chooser_viewset.preserve_url_parameters, KINDS_ASKED]


@hooks.register("construct_document_chooser_queryset")
def documents_of_kinds(documents: Any, request: HttpRequest) -> Any:
    """A block for a recording is offered recordings, and so on; without a wish, everything."""
    if KINDS_ASKED not in request.GET:
        return documents
    wanted = Q(pk=None)
    for ending in endings_of(request.GET[KINDS_ASKED]):
        wanted |= Q(file__iendswith=ending)
    return documents.filter(wanted)


@hooks.register("insert_editor_js")
def form_scripts() -> str:
    """The lines of "Before you publish" lead to their fields, fields have names, and Save waits for the autosave."""
    scripts = [(static(f"academy/js/{name}.js"),) for name in ("cms-heights", "cms-checks", "cms-names", "cms-save")]
    return format_html_join("", '<script src="{}" defer></script>', scripts)


@hooks.register("register_admin_viewset")
def page_trees() -> list[Any]:
    """Courses, modules and lessons are listed with what is left to do on each."""
    return [tree() for tree in TREES]
