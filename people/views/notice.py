"""Notices: what no e-mail could carry. Read at home, or told by a trainer; and put back, where that was too quick."""

import time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from people.models import Message
from people.models.message import MessageQuerySet
from people.services import notices

JUST_DONE, OFFERED_FOR = "notice", 15 * 60


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """One's own notice has been read: home shows it no more."""
    return settle(request, Message.objects.of(request.user), back="/")


def settle(request: HttpRequest, among: MessageQuerySet, *, back: str) -> HttpResponse:
    """One of these notices, named in the form, is done with; or, with the act ``put_back``, stands there again."""
    number = request.POST.get("message", "")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    message = get_object_or_404(among.by_hand(), pk=int(number))
    if request.POST.get("act") == "put_back":
        notices.put_back(message=message, by=request.user)
        request.session.pop(JUST_DONE, None)
    else:
        notices.mark_read(message=message, by=request.user)
        request.session[JUST_DONE] = {"message": message.pk, "until": int(time.time()) + OFFERED_FOR}
    return redirect(back)


def just_done(request: HttpRequest, among: MessageQuerySet) -> Message | None:
    """The notice that this browser has just put away, while it may still be put back."""
    kept = request.session.get(JUST_DONE)
    if not kept or kept["until"] < time.time():
        return None
    return among.by_hand().filter(pk=kept["message"], read_at__isnull=False).select_related("person").first()
