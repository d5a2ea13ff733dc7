"""Today: what needs a trainer now."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cohorts.models import Booking, Cohort, Membership, Session
from cohorts.models.booking import BookingQuerySet
from cohorts.services.asking import asked_of
from cohorts.services.board import today_for
from cohorts.services.obstacles import to_answer
from cohorts.views.reach import for_trainers
from learning import registry
from learning.services.questions import waiting_for
from people.models import Message
from people.models.message import MessageQuerySet
from people.permissions import is_advised_a_second_factor
from people.views.notice import just_done, settle

MANY = 20
# What a trainer may pass on by word of mouth. Every other notice is for the person alone, at their own home.
TO_PASS_ON = [
    *(
        f"cohorts/emails/{letter}"
        for letter in (
            "your_session",
            "session_changed",
            "session_cancelled",
            "place_offered",
            "cohort_place_offered",
            "let_in",
            "not_this_time",
            "date_found",
            "invitation",
        )
    ),
    "certificates/emails/certificate_issued",
]


@require_safe
@for_trainers
def today(request: HttpRequest) -> HttpResponse:
    """Today's sessions, registers not finished, people to tell by hand, this week. The same queries however many."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, next_week = midnight + datetime.timedelta(days=1), midnight + datetime.timedelta(days=8)
    sessions = Session.objects.visible_to(request.user).held().with_places().exclude(cohort__state=Cohort.State.CLOSED)
    coming = list(sessions.filter(starts_at__gte=tomorrow).order_by("starts_at", "pk")[: MANY * 2])
    waiting = sessions.register_open(now).filter(starts_at__lt=midnight).order_by("-starts_at", "-pk")
    context = {
        "today": sessions.filter(starts_at__gte=midnight, starts_at__lt=tomorrow).order_by("starts_at", "pk"),
        "waiting": waiting[:MANY],
        "this_week": [session for session in coming if session.starts_at < next_week],
        "next": coming[0] if coming else None,
        "needs": _needs(request, midnight, next_week),
        "by_hand": _to_members(request).filter(read_at__isnull=True).order_by("created_at", "pk")[:MANY],
        "told": just_done(request, _to_members(request)),
        "obstacles": to_answer(request.user),
        "asked": waiting_for(request.user),
        "asking": asked_of(request.user),
        "to_agree": registry.waiting_for(request.user),
        "pairings": today_for(request.user),
        "advise_second_factor": is_advised_a_second_factor(request.user),
    }
    return render(request, "cohorts/today.html", context)


@require_POST
@for_trainers
def told(request: HttpRequest) -> HttpResponse:
    """Somebody without e-mail was told: the line goes, and who told it is written down."""
    return settle(request, _to_members(request), back=reverse("cohorts:today"))


def _needs(request: HttpRequest, since: datetime.datetime, until: datetime.datetime) -> BookingQuerySet:
    """What members need at one's own sessions of this week."""
    coming = {"session__starts_at__gte": since, "session__starts_at__lt": until, "session__cancelled_at": None}
    found = Booking.objects.needs_for(request.user).filter(**coming)
    return found.select_related("session__cohort", "membership__enrolment__person")[: MANY * 2]


def _to_members(request: HttpRequest) -> MessageQuerySet:
    """What no e-mail carried and a trainer may pass on, to members of one's cohorts that still run."""
    members = Membership.objects.present().filter(
        cohort__in=Cohort.objects.visible_to(request.user).exclude(state=Cohort.State.CLOSED)
    )
    found = Message.objects.by_hand().filter(template__in=TO_PASS_ON, person__in=members.values("enrolment__person"))
    return found.select_related("person")
