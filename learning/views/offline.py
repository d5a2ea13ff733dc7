"""The lessons kept on this device, to read where there is no network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """A page that a script fills from what the browser keeps. The site knows nothing of that, and on a shared device

    there is nothing: the page says so.
    """
    return render(request, "learning/offline.html", {"shared": bool(request.session.get("shared_device"))})
