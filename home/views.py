"""The front door: the front page for a visitor, the next step for whoever is signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from home.next_step import home_of
from people.models import Message
from people.views.notice import just_done

MOST_COURSES = 5


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Wagtail's front page, or one's own."""
    if not request.user.is_authenticated:
        return serve(request, "")
    home = home_of(request.user)
    mine = Message.objects.filter(person=request.user)
    context = {
        "home": home,
        "courses": home.courses[:MOST_COURSES],
        "notices": mine.by_hand().filter(read_at__isnull=True)[:MOST_COURSES],
        "read": just_done(request, mine),
    }
    return render(request, "home/next_step.html", context)
