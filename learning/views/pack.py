"""Packs on paper: a page made for printing, and the same as a file that a job makes."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.models import LessonPage
from learning import permissions
from learning.forms.print import PrintForm
from learning.services import pack_files, packs
from learning.services.pack_files import Wanted
from learning.views.course import own_enrolment, own_module, parents
from learning.views.reading import reading
from people import limits
from people.models import User

FILES = limits.Door("pack", times=20, seconds=600)  # each file is a minute's work
NAMES = {False: ("learning:pack", "learning:pack_pdf", "learning:pack_file")}
NAMES[True] = ("learning:course_pack", "learning:course_pack_pdf", "learning:course_pack_file")


@require_safe
def pack(request: HttpRequest, enrolment: UUID, module: str, lesson: str) -> HttpResponse:
    """A lesson on paper: boxes and lines for what the screen asks, its answers last."""
    wanted = _wanted(request, enrolment, module, lesson)
    context = pack_files.context_of(wanted, wanted.paper) | _around(wanted)
    return render(request, "learning/pack/lesson.html", context)


@require_safe
def course_pack(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """What is in the pack of a course, each lesson to print alone, and the file with everything."""
    wanted = _wanted(request, enrolment)
    modules = packs.modules_of(wanted.enrolment)
    inside = packs.lessons_below(modules)
    rows = [
        {
            "module": module,
            "lessons": [
                {"title": each.title, "url": reverse("learning:pack", args=[enrolment, module.slug, each.slug])}
                for each in inside[module.pk]
            ],
        }
        for module in modules
    ]
    context = {"course": wanted.enrolment.course, "route": wanted.enrolment.route, "rows": rows}
    return render(request, "learning/pack/course.html", context | _around(wanted))


@require_http_methods(["GET", "HEAD", "POST"])
def pack_pdf(request: HttpRequest, enrolment: UUID, module: str = "", lesson: str = "") -> HttpResponse:
    """How far the file is. Opening the page makes nothing; the button asks for it."""
    wanted = _wanted(request, enrolment, module, lesson)
    here = _address(wanted, 1)
    if request.method == "POST":
        if FILES.allow(str(request.user.uuid)):
            pack_files.ask_for_file(wanted=wanted)
        else:
            messages.error(request, _("That is many files at once. Wait ten minutes, then press the button again."))
        return redirect(here)
    state = pack_files.state_of(pack_files.digest(wanted, wanted.paper))
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"state": state or "parked", "done": 0, "total": 0, "words": "", "url": here})
    context = _around(wanted) | {
        "subject": packs.subject_of(wanted.enrolment, wanted.lesson),
        "label": _("Making your pack"),
        "state": state,
        "next": _("You can leave this page and come back. It is usually ready in a minute."),
        "poll_url": here,
        "again_url": here,
    }
    return render(request, "learning/pack/making.html", context)


@require_safe
def pack_file(request: HttpRequest, enrolment: UUID, module: str = "", lesson: str = "") -> HttpResponseBase:
    """The file while it is kept; after that the page on which to ask for it again."""
    wanted = _wanted(request, enrolment, module, lesson)
    path = pack_files.path_of(pack_files.digest(wanted, wanted.paper))
    if not path.exists():
        return redirect(_address(wanted, 1))
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{packs.subject_of(wanted.enrolment, wanted.lesson).slug}.pdf",
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store"},
    )


def _wanted(request: HttpRequest, enrolment: UUID, module: str = "", lesson: str = "") -> Wanted:
    """One's own course or lesson, in the print that the address or the device asks for."""
    mine = own_enrolment(request, enrolment)
    mine.person = cast(User, request.user)  # it is: the enrolment is one's own
    found = None
    if lesson:
        below = LessonPage.objects.child_of(own_module(mine, module)).live().select_related("locale")
        found = get_object_or_404(below, slug=lesson)
        if not permissions.can_open_lesson(request.user, mine, found):
            raise PermissionDenied
    asked = request.GET.get("words")
    easy = asked == "easy" if asked is not None else reading(request).easy
    return Wanted(mine, found, request.GET.get("print") == "large", easy, get_language() or "en-gb")


def _address(wanted: Wanted, which: int) -> str:
    """The page, the progress or the file of this pack, in this print."""
    place: list[Any] = [wanted.enrolment.uuid]
    if wanted.lesson is not None:
        place += [wanted.lesson.get_parent().slug, wanted.lesson.slug]
    query = f"?print={'large' if wanted.large else 'usual'}&words={_words(wanted)}"
    return reverse(NAMES[wanted.lesson is None][which], args=place) + query


def _words(wanted: Wanted) -> str:
    return "easy" if wanted.easy else "all"


def _around(wanted: Wanted) -> dict[str, Any]:
    """Where else one can go from here."""
    back = reverse("learning:course", args=[wanted.enrolment.uuid])
    if wanted.lesson is not None:
        back = reverse(
            "learning:resume", args=[wanted.enrolment.uuid, wanted.lesson.get_parent().slug, wanted.lesson.slug]
        )
    return {
        "enrolment": wanted.enrolment,
        "parents": parents(wanted.enrolment),
        "large": wanted.large,
        "easy": wanted.easy,
        "print_form": PrintForm(initial={"print": "large" if wanted.large else "usual", "words": _words(wanted)}),
        "back_url": back,
        "page_url": _address(wanted, 0),
        "pdf_url": _address(wanted, 1),
        "file_url": _address(wanted, 2),
    }
