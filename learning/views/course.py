"""My courses, one course, one module; starting a course and leaving it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.models import CompletedBy, ModulePage, Route
from courses.services import local_words
from learning import permissions, registry
from learning.models import Enrolment
from learning.services import enrolment as service
from learning.services.news import added_lessons
from learning.services.onward import Step, next_step
from learning.services.player import lessons_of
from learning.services.refresh import refresh_due
from learning.services.standing import ModuleStanding, standings
from learning.views import path, words


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """My courses: under way first, then finished and left."""
    enrolments = list(Enrolment.objects.visible_to(request.user).select_related("course", "route"))
    found = standings(enrolments)
    cards = [_card(enrolment, found[enrolment.pk]) for enrolment in enrolments]
    return render(
        request,
        "learning/courses.html",
        {
            "under_way": [card for card in cards if card["enrolment"].status == Enrolment.Status.OPEN],
            "earlier": [card for card in cards if card["enrolment"].status != Enrolment.Status.OPEN],
        },
    )


@require_safe
def course(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """One course: the next step, then the whole path."""
    mine = own_enrolment(request, enrolment)
    rows = standings([mine])[mine.pk]
    step = next_step(enrolment=mine, rows=rows)
    due = refresh_due(completions=[row.completion for row in rows if row.completion])
    items = words.path_items(mine, rows, step.module if step else None, due)
    context = path.with_times(mine, items, rows) | {
        "added": words.lesson_links(mine, added_lessons(enrolment=mine, rows=rows)),
        "due": bool(due),
        "parents": parents(),
        "enrolment": mine,
        "card": next_card(mine, step, rows),
        "done": sum(row.complete for row in rows),
        "total": len(rows),
        "completion": mine.course_completions.filter(revoked_at__isnull=True).first(),
        "may_leave": permissions.can_leave(request.user, mine),
        "words": local_words(request.user.organisation),
    }
    return render(request, "learning/course.html", context)


@require_safe
def module(request: HttpRequest, enrolment: UUID, module: str) -> HttpResponse:
    """One module: what it asks, what we have, what is missing, who can help."""
    mine = own_enrolment(request, enrolment)
    page = own_module(mine, module)
    row = next((row for row in standings([mine])[mine.pk] if row.module.pk == page.pk), None)
    context = {
        "parents": parents(mine),
        "enrolment": mine,
        "module": page,
        "module_key": str(page.pk),
        "row": row,
        "kind": words.kind_of(page),
        "have": words.have_of(row) if row else "",
        "why": words.why(row) if row else "",
        "lessons": words.lesson_items(mine, page, lessons_of(enrolment=mine, module=page)) if page.live else [],
        "entries": mine.practice_entries.filter(module=page) if page.completed_by == CompletedBy.PRACTICE else None,
        "may_save": permissions.can_save(request.user, mine),
        "waits_for_trainer": bool(row and not row.complete and row.who_can_help == "trainer"),
        "trainers": registry.trainers_of(mine),
        "session": path.session_told(mine, page, row) if path.is_a_session(page) else None,
        "words": local_words(request.user.organisation),
    }
    return render(request, "learning/module.html", context)


@require_POST
def start(request: HttpRequest, route: UUID) -> HttpResponse:
    """Take up a course that one can finish alone."""
    chosen = get_object_or_404(Route.objects.open().select_related("course"), uuid=route)
    if not permissions.can_start(request.user, chosen):
        raise PermissionDenied
    made = service.enrol(person=request.user, route=chosen, by=request.user)
    return redirect("learning:course", made.uuid)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """A page that says what will happen; a POST leaves."""
    mine = own_enrolment(request, enrolment)
    if mine.status == Enrolment.Status.LEFT:
        return redirect("learning:courses")
    if not permissions.can_leave(request.user, mine):
        raise PermissionDenied
    if request.method == "POST":
        service.leave_course(enrolment=mine, by=request.user)
        messages.success(request, _("You have left %(course)s.") % {"course": mine.course.title})
        return redirect("learning:courses")
    context = {
        "title": _("Leave %(course)s?") % {"course": mine.course.title},
        "what_will": [
            _("The course is no longer among those you take."),
            _("If you have a place in a cohort, it becomes free for somebody else, and so do your places at sessions."),
        ],
        "what_will_not": [
            _("What you did stays in your record, and so do your certificates."),
            _("You can join or start again another time."),
        ],
        "button": _("Leave this course"),
        "cancel_url": reverse("learning:course", args=[mine.uuid]),
    }
    return render(request, "components/confirm.html", context)


# --- What several pages need ----------------------------------------------------------------------------------------
def parents(enrolment: Enrolment | None = None) -> list[dict[str, Any]]:
    """Where the reader is: my courses, and the course."""
    found = [{"title": _("My courses"), "url": reverse("learning:courses")}]
    if enrolment is not None:
        found.append({"title": enrolment.course.title, "url": reverse("learning:course", args=[enrolment.uuid])})
    return found


def own_enrolment(request: HttpRequest, key: UUID) -> Enrolment:
    """The person's own enrolment, or 404."""
    mine = Enrolment.objects.visible_to(request.user).select_related("course", "route")
    return get_object_or_404(mine, uuid=key)


def own_module(enrolment: Enrolment, slug: str) -> ModulePage:
    """A module the enrolment needs, or another live one of its course; else 404."""
    needed = ModulePage.objects.filter(pk__in=enrolment.required_modules.values("module"), slug=slug).first()
    if needed is not None:
        return needed
    other = ModulePage.objects.child_of(enrolment.course).live().filter(slug=slug).first()
    if other is None:
        raise Http404
    return other


def _card(enrolment: Enrolment, rows: list[ModuleStanding]) -> dict[str, Any]:
    done = sum(row.complete for row in rows)
    started = done or any(row.started for row in rows)
    status = {"COMPLETED": "complete", "LEFT": "away"}.get(enrolment.status, "started" if started else "not_started")
    said = ngettext("%(done)s of %(count)s module complete", "%(done)s of %(count)s modules complete", len(rows))
    return {
        "enrolment": enrolment,
        "pattern": enrolment.course.pattern,
        "status": status,
        "meta": f"{enrolment.route.name} · {said % {'done': done, 'count': len(rows)}}",
        "url": reverse("learning:course", args=[enrolment.uuid]),
    }


def next_card(enrolment: Enrolment, step: Step | None, rows: list[ModuleStanding]) -> dict[str, Any] | None:
    """The one next thing, as the continue card takes it."""
    if step is None:
        return None
    card = {
        "heading": _("Next"),
        "title": step.module.title,
        "text": step.standing.missing,
        "label": _("See what it asks"),
        "url": reverse("learning:module", args=[enrolment.uuid, step.module.slug]),
        "done": sum(row.complete for row in rows),
        "total": len(rows),
    }
    if step.module.completed_by == CompletedBy.PRACTICE:
        entry = f"{reverse('learning:new_entry')}?module={step.module.pk}"
        return card | {"url": entry, "label": _("Add an entry"), "text": words.have_of(step.standing) + "."}
    if step.lesson is None:
        return card
    return card | _lesson_card(enrolment, step)


def _lesson_card(enrolment: Enrolment, step: Step) -> dict[str, Any]:
    where = {"number": step.number, "total": step.screens, "minutes": step.minutes}
    text = ngettext(
        "Screen %(number)s of %(total)s. About one minute left.",
        "Screen %(number)s of %(total)s. About %(minutes)s minutes left.",
        step.minutes,
    )
    return {
        "heading": _("Carry on where you stopped") if step.begun else _("Next lesson"),
        "title": step.lesson.title,
        "text": text % where,
        "label": _("Continue") if step.begun else _("Start"),
        "url": reverse("learning:lesson", args=[enrolment.uuid, step.module.slug, step.lesson.slug, step.number]),
    }
