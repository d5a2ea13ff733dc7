"""How long somebody may stay signed in without doing anything; and staying."""

import time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.adapters.staying import seconds_left


@never_cache
@require_http_methods(["GET", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """Asked by a page's script: the seconds that are left. Sending it counts as using the site, as often as needed."""
    if request.method == "POST":
        request.session["seen_at"] = int(time.time())
    return JsonResponse({"left": seconds_left(request)})
