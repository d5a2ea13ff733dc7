"""What is in people's way: the words alone, by course and month, and a box for an answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.services.obstacles import for_team, in_no_order_of_time
from cohorts.views.reach import for_trainers, page_of
from learning.forms.question import AnswerForm
from learning.models import Obstacle
from learning.services.answering import AnsweredBefore, answer


@require_safe
@for_trainers
def obstacles(request: HttpRequest) -> HttpResponse:
    """What waits for an answer first, then what was answered; the newest month first, and no day or order in it."""
    found = for_team(request.user).select_related("enrolment__course")
    page = page_of(request, in_no_order_of_time(found))
    return render(request, "cohorts/obstacles.html", {"page": page, "rows": page.object_list})


@require_http_methods(["GET", "HEAD", "POST"])
@for_trainers
def obstacle(request: HttpRequest, obstacle: UUID) -> HttpResponse:
    """One of them; a POST answers it, once."""
    found = get_object_or_404(for_team(request.user).select_related("enrolment__course"), uuid=obstacle)
    told = _("Say what you did, what you will do, or why it cannot be done. They read it in their log.")
    form = AnswerForm(request.POST if request.method == "POST" else None, told=told)
    if request.method == "POST" and form.is_valid():
        try:
            answer(asked=found, text=form.cleaned_data["text"], by=request.user)
        except AnsweredBefore:
            messages.info(request, _("Somebody has answered meanwhile. Their answer stays."))
            return redirect("cohorts:obstacle", found.uuid)
        messages.success(request, _("Answered. They will read it in their log."))
        return redirect("cohorts:obstacles")
    context = {
        "obstacle": found,
        "form": form if found.state == Obstacle.State.OPEN else None,
        "parents": [{"title": _("What is in the way"), "url": reverse("cohorts:obstacles")}],
    }
    return render(request, "cohorts/obstacle.html", context)
