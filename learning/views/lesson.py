"""Working through a lesson: one screen at a time, feedback in the same place, an unmistakable end."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Revision

from courses.models import GlossaryTerm, LessonPage
from courses.screens import Screen
from courses.services import local_words, taken_out_on
from learning import permissions
from learning.forms.fields import Look
from learning.forms.screen import EnvelopeForm, FeedbackForm, ScreenForm, moved
from learning.services import player, progress
from learning.services.player import Playing
from learning.views import change, reading, shown, story
from learning.views.course import own_enrolment, own_module
from learning.views.ending import finished_context


def unless_taken_down(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever is in the middle of a lesson that was taken down goes on with its module, and is told."""

    @wraps(view)
    def shown(request: HttpRequest, enrolment: UUID, module: str, lesson: str, **rest: Any) -> HttpResponse:
        try:
            return view(request, enrolment=enrolment, module=module, lesson=lesson, **rest)
        except Http404:
            mine = own_enrolment(request, enrolment)
            page = own_module(mine, module)
            gone = LessonPage.objects.child_of(page).not_live().filter(slug=lesson)
            if not mine.lesson_progress.filter(lesson__in=gone).exists():
                raise
            messages.info(request, _("This lesson was taken out. Nothing you did is lost."))
            return redirect("learning:module", mine.uuid, page.slug)

    return shown


@require_safe
@unless_taken_down
def resume(request: HttpRequest, enrolment: UUID, module: str, lesson: str) -> HttpResponse:
    """The exact screen where the person stopped."""
    now = _playing(request, enrolment, module, lesson)
    if now.finished and not now.left:
        return redirect(address(now, 1))
    return redirect(address(now, now.number_to_resume()))


@require_http_methods(["GET", "HEAD", "POST"])
@unless_taken_down
def screen(request: HttpRequest, enrolment: UUID, module: str, lesson: str, number: int) -> HttpResponse:
    """The screen of that number, or the last there is; after an answer, what it says to it."""
    now = _playing(request, enrolment, module, lesson)
    if request.method == "POST":
        return _sent(request, now, number)
    if not now.screens:
        raise Http404
    if number > len(now.screens) or number < 1:
        return redirect(address(now, len(now.screens)))
    here = now.screens[number - 1]
    return _show(request, now, here, _blank_form(request, now, here))


@require_http_methods(["GET", "HEAD", "POST"])
@unless_taken_down
def finished(request: HttpRequest, enrolment: UUID, module: str, lesson: str) -> HttpResponse:
    """A lesson finished: what is recorded, what is next, was it useful. Before the end: what is left."""
    now = _playing(request, enrolment, module, lesson)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not permissions.can_open_lesson(request.user, now.enrolment, now.lesson):
            raise PermissionDenied
        progress.give_feedback(enrolment=now.enrolment, lesson=now.lesson, **form.cleaned_data)
        messages.success(request, _("Thank you. It helps us make the lesson better."))
        return redirect(f"{end_address(now)}?thanks=1")
    context = finished_context(now, request.user) | {"form": form, "thanked": "thanks" in request.GET}
    return render(request, "learning/lesson_finished.html", context)


# --- Showing --------------------------------------------------------------------------------------------------------
def _playing(request: HttpRequest, enrolment: UUID, module: str, lesson: str) -> Playing:
    mine = own_enrolment(request, enrolment)
    page = own_module(mine, module)
    found = get_object_or_404(LessonPage.objects.child_of(page).select_related("locale"), slug=lesson)
    if not found.live:
        # What was typed before the lesson was taken down is still kept; there is nothing to look at any more.
        if request.method != "POST" or not mine.lesson_progress.filter(lesson=found).exists():
            raise Http404
    elif not permissions.can_open_lesson(request.user, mine, found):
        raise PermissionDenied
    return player.playing(enrolment=mine, lesson=found)


def address(now: Playing, number: int) -> str:
    """Where a screen of this lesson is."""
    return reverse("learning:lesson", args=[*_place(now), number])


def end_address(now: Playing) -> str:
    """Where its last page is."""
    return reverse("learning:lesson_finished", args=_place(now))


def _place(now: Playing) -> list[Any]:
    return [now.enrolment.uuid, now.lesson.get_parent().slug, now.lesson.slug]


def _look(request: HttpRequest, now: Playing, here: Screen, before: dict[str, Any] | None = None) -> Look:
    block = here.activity
    if before is None:
        before = player.written(enrolment=now.enrolment, lesson=now.lesson, block=block) if block else {}
    seed = f"{now.enrolment.uuid}:{block.id if block else ''}"
    return Look(local_words(request.user.organisation), seed, before)


def _blank_form(request: HttpRequest, now: Playing, here: Screen) -> ScreenForm:
    return ScreenForm(block=here.activity, look=_look(request, now, here))


def _show(
    request: HttpRequest, now: Playing, here: Screen, form: ScreenForm, *, envelope: EnvelopeForm | None = None
) -> HttpResponse:
    """The screen, its feedback if it was answered, and its form."""
    look = _look(request, now, here, before={})
    after = len(now.screens) if here.number >= len(now.screens) else here.number + 1
    is_last = here.number >= len(now.screens)
    parts = shown.parts(here, request.user)
    context = reading.reading_context(request) | {
        "now": now,
        "here": here,
        "form": form,
        "envelope": envelope or EnvelopeForm.for_screen(here, now.lesson.live_revision_id),
        "words": look.words,
        "glossary": GlossaryTerm.objects.of(now.lesson),
        "parts": parts,
        "has_easy_words": reading.has_easy_words(here, parts),
        "recordings": reading.recordings(here, parts),
        "feedback": shown.feedback(request, now, here, look),
        "story": story.told(request, now, here, look),
        "changed": change.changed(request, now, here),
        "may_save": permissions.can_save(request.user, now.enrolment),
        "back": address(now, here.number - 1) if here.number > 1 else "",
        "onward": end_address(now) if is_last else address(now, after),
        "is_last": is_last,
        "contents": shown.contents(now, lambda number: address(now, number)),
        "module_url": reverse("learning:module", args=_place(now)[:2]),
        "total": len(now.screens),
        "print_url": reverse("learning:pack", args=_place(now)),
    }
    return render(request, "learning/lesson.html", context)


# --- Saving ---------------------------------------------------------------------------------------------------------
def _sent(request: HttpRequest, now: Playing, number: int) -> HttpResponse:
    envelope = EnvelopeForm(request.POST, auto_id=False)
    if not envelope.is_valid():
        messages.warning(request, _("That did not arrive whole. Send it again."))
        return redirect(address(now, number))
    sent = envelope.cleaned_data
    revision = Revision.objects.for_instance(now.lesson).filter(pk=sent["revision"]).first()
    seen = player.screen_sent(lesson=now.lesson, revision=revision, shown=sent["shown"])
    if seen is None:
        _say_gone(request, now, sent["shown"])
        return redirect(address(now, now.number_to_resume()))
    if seen.activity is not None and seen.activity.block_type == "scenario" and "choice" in request.POST:
        step = story.step(request, seen.activity)
        if step.ending is None:
            return redirect(f"{address(now, number)}?{step.query}#story")
        return _save(request, now, seen, envelope, {**dict.fromkeys(seen.ids), seen.activity.id: step.path})
    form = ScreenForm(request.POST, block=seen.activity, look=_look(request, now, seen, before={}))
    if "move" in request.POST:
        return _move(request, now, seen, form, envelope)
    if not form.is_valid():
        return _show(request, now, seen, form, envelope=envelope)
    return _save(request, now, seen, envelope, form.answers(sent["shown"]))


def _say_gone(request: HttpRequest, now: Playing, keys: list[str]) -> None:
    """What somebody was busy with is no longer there: since when, and that what they did is kept."""
    days = [day for key in keys if (day := taken_out_on(page=now.lesson, block_id=key))]
    words = _("This part was taken out. Nothing you did is lost.")
    if days:
        words = _("This part was taken out on %(day)s. Nothing you did is lost.")
        words %= {"day": date_format(max(days), "j F Y")}
    messages.info(request, words)


def _move(request: HttpRequest, now: Playing, here: Screen, form: ScreenForm, envelope: EnvelopeForm) -> HttpResponse:
    places, name = moved(request.POST, form, request.POST["move"])
    again = ScreenForm(initial=places, block=here.activity, look=_look(request, now, here, before={}))
    if name in again.fields:
        said = {"item": again.fields[name].label, "place": places[name], "count": len(places)}
        again.moved = _("“%(item)s” is now %(place)s of %(count)s.") % said
        again.moved_name = name
    return _show(request, now, here, again, envelope=envelope)


def _save(
    request: HttpRequest, now: Playing, seen: Screen, envelope: EnvelopeForm, answers: dict[str, Any]
) -> HttpResponse:
    sent = envelope.cleaned_data
    if not permissions.can_save(request.user, now.enrolment) and not now.finished:
        raise PermissionDenied
    try:
        saved = progress.save_screen(
            enrolment=now.enrolment,
            lesson=now.lesson,
            revision=Revision.objects.for_instance(now.lesson).filter(pk=sent["revision"]).first(),
            answers=answers,
            form_key=sent["form_key"],
            by=request.user,
        )
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
        return redirect(address(now, seen.number))
    except progress.NotOpen:
        messages.info(request, _("This course is closed for you. What you did is kept."))
        return redirect("learning:course", now.enrolment.uuid)
    return _onward(request, player.playing(enrolment=now.enrolment, lesson=now.lesson), seen, saved)


def _onward(request: HttpRequest, now: Playing, seen: Screen, saved: progress.Saved) -> HttpResponse:
    """Feedback in the same place, the next screen, or the end."""
    at = next((each.number for each in now.screens if set(each.ids) & set(seen.ids)), 0)
    if seen.activity is not None and seen.activity.id in saved.gone:
        _say_gone(request, now, [seen.activity.id])
        return redirect(address(now, now.number_to_resume()))
    if any(outcome.stale for outcome in saved.outcomes):
        messages.info(request, _("That answer was taken out meanwhile. We kept it. Choose again."))
        return redirect(f"{address(now, at)}?again=1")
    if seen.activity is not None and (player.is_quiz(seen.activity) or seen.activity.block_type == "scenario"):
        answered = any(outcome.marks or outcome.ending for outcome in saved.outcomes)
        if answered:
            return redirect(f"{address(now, at)}#feedback")
    if at and change.rows_of(now, now.screens[at - 1].activity):
        return redirect(f"{address(now, at)}#feedback")
    return redirect(address(now, at + 1) if at < len(now.screens) else end_address(now))
