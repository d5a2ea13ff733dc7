"""The living page of our components, each in each of its states, and the components that are whole pages.

Everything is drawn by the same templates as the site. academy/specimens.py holds the words.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from academy.specimens import samples
from people.permissions import is_administrator

JOB = {"title": "Making your file", "label": "Rows written", "total": 1000, "again_url": ""}
# Name in the address -> template, what it takes.
WHOLE_PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "confirm": (
        "components/confirm.html",
        {
            "title": "Withdraw 1 certificate?",
            "what_will": [
                "The certificate of Amira Khan will say Withdrawn.",
                "Whoever checks its code will see that.",
            ],
            "what_will_not": ["What Amira did stays on her record.", "No e-mail is sent today."],
            "button": "Withdraw 1 certificate",
            "cancel_url": "/styleguide/",
        },
    ),
    "job-waiting": ("components/job.html", JOB | {"state": "waiting", "total": 0}),
    "job-running": ("components/job.html", JOB | {"state": "running", "done": 312}),
    "job-retrying": ("components/job.html", JOB | {"state": "retrying", "done": 312}),
    "job-done": (
        "components/job.html",
        JOB | {"state": "done", "done": 1000, "result_url": "/styleguide/", "result_label": "See the file"},
    ),
    "job-parked": (
        "components/job.html",
        JOB
        | {
            "state": "parked",
            "done": 312,
            "parked": "It stopped at row 312. What is in the file so far is kept. Ask Ada Thorne, who can see why.",
            "retry_label": "Make the file again",
        },
    ),
}


def _may_look(request: HttpRequest) -> None:
    """Whoever builds the site may look; elsewhere administrators alone. Demo mode is refused in production."""
    if not (settings.DEMO or is_administrator(request.user)):
        raise PermissionDenied


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    _may_look(request)
    return render(request, "styleguide.html", samples() | {"whole_pages": list(WHOLE_PAGES)})


def whole_page(request: HttpRequest, name: str) -> HttpResponse:
    """A component that is a whole page. What it asks for is not done: it only shows itself again."""
    _may_look(request)
    if name not in WHOLE_PAGES:
        raise Http404
    template, context = WHOLE_PAGES[name]
    return render(request, template, context | {"again_url": request.path})


# academy/openings.py lists both where this is so.
styleguide.login_required = whole_page.login_required = not settings.DEMO  # type: ignore[attr-defined]
