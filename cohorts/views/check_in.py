"""/cohorts/check-in/: "I am here", by the poster or the code on the screen, signed in or under a name.

Looking records nothing: only the button does. Nobody else on the list is ever shown.
"""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.forms.check_in import CheckInCodeForm, NameForm
from cohorts.models import Membership
from cohorts.services import check_in as service
from cohorts.services.check_in import CALLED_OFF, EARLY, ENDED, WRONG_DAY, NotNow, Scan
from people import limits
from people.services.sent_forms import FormUsed

DOOR = limits.CodeDoor("check_in", times=20, seconds=60, alarm=1000)
NAMES = limits.Door("check_in_name", times=60, seconds=600)  # one tablet at the door, and a full hall
STATUS = {ENDED: 410, CALLED_OFF: 410, WRONG_DAY: 409}


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """One box for the trainer's code."""
    form = CheckInCodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "cohorts/check_in_start.html", {"form": form})
    code = form.cleaned_data["code"]
    found = _look_up(request, code, form)
    return redirect("cohorts:check_in", code) if isinstance(found, Scan) else found


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """One button. What stands in the way is one sentence, with a way on."""
    note = request.POST.get("note") or request.GET.get("note", "")
    scan = _look_up(
        request,
        token,
        CheckInCodeForm({"code": "".join(filter(str.isprintable, token[:40]))}),
        noted=service.read_note(note),
    )
    if not isinstance(scan, Scan):
        return scan
    at = service.moment_of(scan)
    problem = service.problem_at(scan.session, at)
    if problem and problem != EARLY:
        return _problem(request, scan, problem)
    place = service.place_at(scan.session, request.user) if request.user.is_authenticated else None
    form = NameForm(request.POST if request.method == "POST" else None, initial={"form_key": uuid.uuid4()})
    if request.method != "POST":
        return _page(request, scan, place, form)
    if problem:
        unfinished = not request.user.is_authenticated and not form.is_valid()
        return _page(request, scan, place, form if unfinished else _blank(request))
    return _press(request, scan, place, form)


def _blank(request: HttpRequest) -> NameForm:
    """The name that was typed too early, to be sent again."""
    return NameForm(initial={"form_key": uuid.uuid4(), "name": request.POST.get("name", "")})


def _look_up(request: HttpRequest, text: str, form: CheckInCodeForm, noted: Scan | None = None) -> Scan | HttpResponse:
    """What a code stands for, or the page that asks again. A note of the scan stands in for a code that has gone.

    Only wrong codes count against the address they come from.
    """
    client = limits.client(request)
    if not DOOR.allow(client):
        return _code_again(request, form, _("Too many tries. Wait a minute, or ask your trainer."), 429)
    words = _("We cannot find that code. Check for a missing letter, or ask your trainer.")
    try:
        found = service.scan_of(text)
    except NotNow:
        found, words = None, _("That code has changed. Type the one that is on the screen now.")
    if noted is not None and (found is None or found.session.pk == noted.session.pk):
        found = noted
    if found is not None:
        DOOR.give_back(client)
        return found
    DOOR.note_wrong()
    return _code_again(request, form, words, 404)


def _code_again(request: HttpRequest, form: CheckInCodeForm, words: str, status: int) -> HttpResponse:
    form.is_valid()
    form.add_error("code", words)
    return render(request, "cohorts/check_in_start.html", {"form": form}, status=status)


def _press(request: HttpRequest, scan: Scan, place: Membership | None, form: NameForm) -> HttpResponse:
    if place is not None:
        service.check_in(scan=scan, membership=place)
    elif request.user.is_authenticated:
        service.tell_trainer(scan=scan, person=request.user)
        messages.success(request, _("Thank you. Your trainer sees that you are here, and puts you on the list."))
    elif not form.is_valid():
        return _page(request, scan, None, form)
    else:
        if not NAMES.allow(limits.client(request)):
            form.add_error("name", _("Too many names from here just now. Tell your trainer that you are here."))
            return _page(request, scan, None, form, status=429)
        try:
            service.check_in_by_name(scan=scan, name=form.cleaned_data["name"], form_key=form.cleaned_data["form_key"])
        except FormUsed as used:
            form.add_error(None, used)
            return _page(request, scan, None, form, status=409)
        messages.success(request, _("Thank you. Your trainer will find your name and confirm it."))
    return redirect(_here(request, scan))


def _here(request: HttpRequest, scan: Scan) -> str:
    return f"{request.path}?{urlencode({'note': service.note_of(scan)})}"


def _page(
    request: HttpRequest, scan: Scan, place: Membership | None, form: NameForm, status: int = 200
) -> HttpResponse:
    session = scan.session
    done = place and session.check_ins.filter(membership=place).first()
    sign_in = f"{reverse('account_login')}?{urlencode({'next': _here(request, scan)})}"
    context: dict[str, Any] = _about(scan) | {
        "note": service.note_of(scan),
        "form": form,
        "done": done,
        "listed": place is not None,
        "early": service.problem_at(session, service.moment_of(scan)) == EARLY,
        "pressed": request.method == "POST",
        "opens_at": service.opens_at(session),
        "sign_in": sign_in,
    }
    return render(request, "cohorts/check_in.html", context, status=status)


def _problem(request: HttpRequest, scan: Scan, problem: str) -> HttpResponse:
    closed = service.closes_at(scan.session)
    context = _about(scan) | {"problem": problem, "closed_at": closed, "over": closed < scan.at}
    return render(request, "cohorts/check_in_problem.html", context, status=STATUS[problem])


def _about(scan: Scan) -> dict[str, Any]:
    return {"session": scan.session, "cohort": scan.session.cohort, "course": scan.session.cohort.course}
