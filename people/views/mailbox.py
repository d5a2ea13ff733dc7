"""The mailbox of a development machine: what was posted, as its reader would see it."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people import mail
from people.models import Message

PAGE_SIZE = 20
LINK = re.compile(r"https?://\S+")


@login_not_required
@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest messages, codes and links included. There is no such page where mail is really sent."""
    if not settings.SHOW_MAILBOX:
        raise Http404
    page = Paginator(Message.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    letters = [_letter(message) for message in page]
    return render(request, "people/mailbox.html", {"page": page, "letters": letters})


def _letter(message: Message) -> dict[str, object]:
    subject, text, _html = mail.opened(message)
    links = [link for link in LINK.findall(text) if link.startswith(settings.SITE_URL)]
    return {"message": message, "subject": subject, "text": text, "links": links}
