"""/join/: the box for a code, and what the code opens. Nobody who is in a cohort is ever shown here."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.forms.join import CodeForm
from cohorts.models import Cohort, Session
from cohorts.services.asking import LONG, REFUSED, ask_for_place, was_refused
from cohorts.services.joining import ASK, ENDED, FULL, WRONG, CannotJoin, CodeAnswer, cohort_for_code, join, place_of
from cohorts.views import newcomer
from people import limits

DOOR = limits.CodeDoor("join", times=20, seconds=60, alarm=1000)
STATUS = {WRONG: 404, ENDED: 410, FULL: 409, ASK: 409, REFUSED: 409, LONG: 409}
CAN_ASK = {FULL, ASK}


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """One box for the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "cohorts/join_start.html", {"form": form})
    _answer, refusal = look_up(request, form.cleaned_data["code"], form)
    return refusal or redirect("cohorts:join", form.cleaned_data["code"])


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, code: str) -> HttpResponse:
    """What this code opens: one button for somebody signed in, one box for a newcomer.

    Where every place is taken, or a trainer must agree, they ask for a place.
    """
    answer, refusal = look_up(request, code, CodeForm({"code": code}))
    cohort = answer.cohort
    if cohort is not None and request.user.is_authenticated and (known := _known(request, cohort)):
        return known
    if refusal is not None:
        return refusal
    context = about(cohort) | {"problem": answer.problem}
    try:
        if request.user.is_authenticated:
            return _signed_in(request, cohort, context)
        return newcomer.signed_out(request, cohort, context)
    except CannotJoin as late:
        return _problem(request, CodeAnswer(cohort, late.problem))


def _known(request: HttpRequest, cohort: Cohort) -> HttpResponse | None:
    """Where somebody goes who has a place here, or has asked for one."""
    place = place_of(cohort, request.user)
    if place is not None and place.left_at is None:
        return newcomer.to_course(place)
    asked = cohort.place_requests.open().filter(person=request.user.pk).first()
    return redirect("cohorts:asked", asked.uuid) if asked else None


def look_up(request: HttpRequest, text: str, form: CodeForm) -> tuple[CodeAnswer, HttpResponse | None]:
    """What a code stands for, and the page that says why it opens nothing where it does not.

    Only wrong codes count against the address they come from.
    """
    client = limits.client(request)
    if not DOOR.allow(client):
        words = _("Too many tries. Wait a minute, or ask your trainer.")
        return CodeAnswer(problem=WRONG), _code_again(request, form, words, 429)
    answer = cohort_for_code(text, person=request.user if request.user.is_authenticated else None)
    if answer.problem == WRONG:
        DOOR.note_wrong()
        words = _("We cannot find that code. Check for a missing letter, or ask your trainer.")
        return answer, _code_again(request, form, words, STATUS[WRONG])
    DOOR.give_back(client)
    return answer, _problem(request, answer) if answer.problem and answer.problem not in CAN_ASK else None


def _code_again(request: HttpRequest, form: CodeForm, words: str, status: int) -> HttpResponse:
    form.is_valid()
    form.add_error("code", words)
    return render(request, "cohorts/join_start.html", {"form": form}, status=status)


def _problem(request: HttpRequest, answer: CodeAnswer) -> HttpResponse:
    context = {"cohort": answer.cohort, "problem": answer.problem, "ended_on": answer.ended_on}
    return render(request, "cohorts/join_problem.html", context, status=STATUS[answer.problem])


def _signed_in(request: HttpRequest, cohort: Cohort, context: dict[str, object]) -> HttpResponse:
    if context["problem"] and was_refused(cohort, request.user):
        return _problem(request, CodeAnswer(cohort, REFUSED))
    if request.method != "POST":
        return render(request, "cohorts/join.html", context)
    if context["problem"]:
        asked = ask_for_place(cohort=cohort, person=request.user, by=request.user)
        return redirect("cohorts:asked", asked.uuid)
    return newcomer.joined(request, join(cohort=cohort, person=request.user, by=request.user))


def about(cohort: Cohort) -> dict[str, object]:
    """What somebody may know before they join: the course, the cohort, who runs it and when it next meets."""
    coming = Session.objects.held().filter(cohort=cohort, ends_at__gt=timezone.now())
    return {"cohort": cohort, "session": coming.with_places().first(), "trainers": cohort.led_by}
