"""Which reminders one gets: the page behind the link in each letter, open without sign-in, and the settings' ticks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from people import limits
from people.services import letters

WRONG, PRESSED = {"times": 20, "seconds": 60}, {"times": 30, "seconds": 3600}


# Without a CSRF token on purpose: a mail program sends it for its reader (RFC 8058), and the address itself is the key.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One button. The page says which letters, never whose. Looking stops nothing: programs open links."""
    found = letters.person_of(token)
    if found is None:
        if not limits.allow("stop_wrong", limits.client(request), **WRONG):
            return _wait(request)
        raise Http404
    person, kinds = found
    if request.method == "POST":
        if not limits.allow("stop", str(person.pk), **PRESSED):
            return _wait(request)
        by = person if request.user == person else None
        change = letters.start_again if request.POST.get("act") == "start" else letters.stop
        change(person=person, kinds=kinds, by=by)
        if "List-Unsubscribe" not in request.POST:  # a mail program wants its answer here and now
            return redirect("people:stop", token=token)
    choices = letters.choices(person=person, kinds=kinds)
    context = {"choices": choices, "stopped": not any(choice.wanted for choice in choices)}
    response = render(request, "people/stop.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _wait(request: HttpRequest) -> HttpResponse:
    response = render(request, "people/stop_wait.html", status=429)
    response["Retry-After"] = "60"
    return response


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The ticks of "E-mails I get": saves these alone and says so."""
    letters.choose(person=request.user, wanted=request.POST.getlist("wanted"), by=request.user)
    messages.success(request, _("Saved. You get the reminders that are ticked, and no other."))
    return redirect("people:settings")
