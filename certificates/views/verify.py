"""Anybody with a code can check a certificate. Unknown tells nothing."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates import code as codes
from certificates.forms.proof import CodeForm, CompareNameForm
from certificates.models import Certificate
from certificates.services.hiding import initials, is_named
from people import limits

LOOKS = limits.Door("verify", times=30, seconds=60)
NAMES = limits.Door("verify-name", times=5, seconds=limits.HOUR)
WITH_A_NAME = {"valid", "due", "ended"}
HEADERS = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "strict-origin", "Cache-Control": "no-store"}


def untraceable(view):
    """Neither found by a search engine, nor kept, nor told to the next site."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answer


# Without a CSRF token on purpose: sending the form changes nothing, and a token would make two answers differ.
@csrf_exempt
@login_not_required
@untraceable
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """One box. Sending it goes to the code's own address."""
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if form.is_bound and form.is_valid():
        return redirect("certificates:verify", form.cleaned_data["code"])
    return render(request, "certificates/verify.html", {"form": form, "state": ""})


# The same: a name that is typed is compared, and kept nowhere.
@csrf_exempt
@login_not_required
@untraceable
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What we can say about a code. Every input takes one path: normalise, hash, one query, one template."""
    if not _may_look(request):
        return _wait(request, LOOKS)
    rows = Certificate.objects.select_related("achievement", "organisation")
    found = rows.filter(code_hash=codes.digest(code)).first()
    state = public_state(found)
    context = {"form": CodeForm(), "state": state, "certificate": found if state != "unknown" else None}
    if found and state != "unknown":
        context["contact"] = found.organisation.contact or found.organisation.name
        context["code"] = codes.grouped(found.code)
        if found.hide_name and state in WITH_A_NAME:
            form = CompareNameForm(request.POST if request.method == "POST" else None, auto_id="name_%s")
            if form.is_valid() and not _may_try_names(found):
                return _wait(request, NAMES)
            context |= _hidden(form, found)
    return render(request, "certificates/verify.html", context, status=404 if state == "unknown" else 200)


def public_state(certificate: Certificate | None) -> str:
    """The one word that the page turns on. What was never issued is as unknown as what was never made."""
    if certificate is None:
        return "unknown"
    if certificate.state == Certificate.State.ISSUED and certificate.has_ended:
        resident = certificate.achievement.ended_word == certificate.achievement.EndedWord.REFRESH
        return "due" if resident else "ended"
    return {
        Certificate.State.ISSUED: "valid",
        Certificate.State.SUPERSEDED: "replaced",
        Certificate.State.REVOKED: "withdrawn",
        Certificate.State.ERASED: "gone",
    }.get(Certificate.State(certificate.state), "unknown")


def _hidden(form: CompareNameForm, found: Certificate) -> dict[str, object]:
    """Initials, and a box for whoever knows the name: yes or no, and nothing more."""
    said = is_named(found, form.cleaned_data["name"]) if form.is_valid() else None
    return {"initials": initials(found.holder_name), "name_form": form, "is_named": said}


def _may_try_names(found: Certificate) -> bool:
    """So many names for each certificate, whoever types them."""
    return NAMES.allow(found.code_hash)


def _wait(request: HttpRequest, door: limits.Door) -> HttpResponse:
    response = render(request, "certificates/verify_wait.html", {"names": door is NAMES}, status=429)
    response["Retry-After"] = str(door.seconds)
    return response


def _may_look(request: HttpRequest) -> bool:
    try:
        return LOOKS.allow(limits.client(request))
    except DatabaseError:
        return True  # 100 bits protect a code; a page that answers nobody protects nothing
