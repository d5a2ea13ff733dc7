"""The practice log: entries newest first, a new entry, changing one and taking one away."""

import itertools
import uuid
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.services import local_words
from learning.forms.practice import EntryForm
from learning.models import Obstacle, PracticeEntry
from learning.services import practice
from learning.services.progress import NotOpen
from learning.views import words
from people.services.sent_forms import read_key

PAGE_SIZE = 50


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The practice log: how far it is, and what was noted, by month, fifty entries a page."""
    entries = PracticeEntry.objects.visible_to(request.user).select_related("obstacle")
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    finished = practice.finished_of(rows)
    months = itertools.groupby(rows, key=lambda entry: entry.happened_on.replace(day=1))
    lines = practice.log_lines(request.user)
    context = {
        "page": page,
        "months": [(month, [_shown(entry, finished) for entry in group]) for month, group in months],
        "rows": [{"title": line.module.title, "have": words.have_of(line.standing)} for line in lines],
        "may_add": bool(lines),
        "answered": Obstacle.objects.visible_to(request.user).filter(entry__isnull=True),
    }
    return render(request, "learning/log.html", context)


def _shown(entry: PracticeEntry, finished: set[tuple[int, int]]) -> dict:
    """An entry, and what may be done with it now."""
    return {
        "entry": entry,
        "obstacle": getattr(entry, "obstacle", None),
        "may_change": practice.may_change(entry),
        "may_remove": (entry.enrolment_id, entry.module_id) not in finished,
    }


@require_http_methods(["GET", "POST"])
def new_entry(request: HttpRequest) -> HttpResponse:
    """A new entry, in thirty seconds."""
    lines = practice.log_lines(request.user)
    modules = {str(line.module.pk): line.module for line in lines}
    if request.method == "POST" and request.POST.get("module") not in modules and _is_saved(request):
        messages.success(request, _("Noted. Thank you for the chat."))
        return redirect("learning:log")
    if not lines:
        return render(request, "learning/no_log.html")
    asked = request.GET.get("module", "")
    initial = {"form_key": uuid.uuid4()} | ({"module": asked} if asked in modules else {})
    form = EntryForm(request.POST or None, modules=modules, initial=initial)
    doubts = []
    if request.method == "POST" and form.is_valid():
        doubts = form.doubts()
        noted = None if doubts else _add(request, form, lines)
        if noted is not None:
            return _after(request, noted, _("Noted. Thank you for the chat."), news=True)
    return _form(request, form, doubts, title=_("New entry"), is_new=True)


def _is_saved(request: HttpRequest) -> bool:
    """Whether this form came before and was the one that completed its module: its answer may have been lost."""
    key = read_key(request.POST.get("form_key", ""))
    return key is not None and PracticeEntry.objects.visible_to(request.user).filter(form_key=key).exists()


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Change an entry, for seven days; after that the page says why it stays."""
    mine = _own(request, entry)
    if not practice.may_change(mine):
        return _form(request, None, [], title=_("Change an entry"), too_late=practice.too_late())
    was_finished = practice.is_part_of_a_finished_module(mine)
    initial = {"form_key": uuid.uuid4()}
    form = EntryForm(request.POST or None, entry=mine, day_stays=was_finished, initial=initial)
    doubts = []
    if request.method == "POST" and form.is_valid():
        doubts = form.doubts()
        noted = None if doubts else _change(request, form, mine)
        if noted is not None:
            return _after(request, noted, _("Changed."), news=not was_finished)
    return _form(request, form, doubts, title=_("Change an entry"))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Ask first; a POST takes the entry away, unless a finished module rests on it."""
    mine = _own(request, entry)
    if request.method == "POST":
        try:
            practice.remove_entry(entry=mine, by=request.user)
        except ValidationError as problem:
            messages.warning(request, problem.messages[0])
        else:
            messages.success(request, _("The entry is gone."))
        return redirect("learning:log")
    context = {
        "title": _("Remove this entry?"),
        "what_will": [_("It no longer counts, and nobody can bring it back."), *_what_the_team_keeps(mine)],
        "button": _("Remove this entry"),
        "cancel_url": reverse("learning:log"),
    }
    return render(request, "components/confirm.html", context)


def _what_the_team_keeps(entry: PracticeEntry) -> list[str]:
    passed_on = getattr(entry, "obstacle", None)
    if passed_on is None:
        return []
    if passed_on.state == Obstacle.State.OPEN:
        return [_("What you passed on goes too.")]
    return [_("What you passed on stays with those who answered it, without your name.")]


def _own(request: HttpRequest, key: UUID) -> PracticeEntry:
    mine = PracticeEntry.objects.visible_to(request.user).select_related("enrolment", "module", "obstacle")
    return get_object_or_404(mine, uuid=key)


def _form(request: HttpRequest, form: EntryForm | None, doubts: list, **more: object) -> HttpResponse:
    """The form as it is; with doubts, once more with what looks like somebody."""
    if form is not None and doubts:
        sent = request.POST.copy()
        sent["looked_at"] = form.words()
        form.data = sent
    context = {"form": form, "doubts": doubts, "words": local_words(request.user.organisation)}
    return render(request, "learning/new_entry.html", context | more)


def _add(request: HttpRequest, form: EntryForm, lines: list[practice.LogLine]) -> practice.Noted | None:
    line = next(line for line in lines if str(line.module.pk) == form.cleaned_data["module"])
    try:
        return practice.add_entry(
            enrolment=line.enrolment,
            module=line.module,
            entry=form.entry(),
            form_key=form.cleaned_data["form_key"],
            by=request.user,
        )
    except ValidationError as problem:
        form.add_error(None, problem)
    except NotOpen:
        form.add_error(None, _("This course is finished. Nothing more is needed."))
    return None


def _change(request: HttpRequest, form: EntryForm, mine: PracticeEntry) -> practice.Noted | None:
    try:
        return practice.change_entry(entry=mine, to=form.entry(), by=request.user)
    except ValidationError as problem:
        form.add_error(None, problem)
    except NotOpen:
        form.add_error(None, _("You have left this course, so its entries stay as they are."))
    return None


def _after(request: HttpRequest, noted: practice.Noted, said: str, *, news: bool) -> HttpResponse:
    """Say what was done and, where it is news, what that completed."""
    messages.success(request, said)
    if noted.module is not None and news:
        messages.success(request, _("That is this module done. It is in your record, dated today."))
    if noted.course is not None and news:
        words_for = {"course": noted.course.title}
        messages.success(request, _("You have completed %(course)s. Your certificate is on its way.") % words_for)
        return redirect("learning:course", noted.entry.enrolment.uuid)
    return redirect("learning:log")
