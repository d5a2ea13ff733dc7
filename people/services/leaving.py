"""Leaving for good: a person is forgotten, what they chose to keep has its day, and they are told first."""

import uuid
from datetime import date

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people import emails
from people.models import RightsRequest, SignIn, User
from people.permissions import can_be_forgotten
from people.services import privacy
from people.services.accounts import Refused
from people.services.holding import hold_people
from people.services.sent_forms import FormUsed


def forget_me(*, person: User, keep: bool, form_key: uuid.UUID) -> RightsRequest:
    """Afterwards the person is forgotten and signed out everywhere; a letter of confirmation is on its way.

    With ``keep``, what the registry may spare stays until its day. Asked twice, the first answer stands. Raises
    Refused for somebody who may not go by themselves, FormUsed for a form that somebody else used.

    Places in cohorts are given back by job, after the commit: whoever waits for one is written to.
    """
    with transaction.atomic():
        locked = hold_people([person, *person.merged_from.all()])[person.pk]
        found = RightsRequest.objects.filter(person=locked, kind=RightsRequest.Kind.ERASURE).first()
        if found is not None:
            return found
        if not can_be_forgotten(locked):
            raise Refused(_("You hold a post or rights here, so somebody has to help you leave."))
        if RightsRequest.objects.filter(form_key=form_key).exists():
            raise FormUsed
        until = privacy.may_keep_until(person=locked) if keep else None
        address, browsers = locked.email, list(SignIn.objects.filter(person=locked).values_list("session_key"))
        privacy.forget(person=locked, by=locked, sparing=until is not None)
        Session.objects.filter(session_key__in=[key for (key,) in browsers]).delete()
        request = RightsRequest.objects.create(
            person=locked, form_key=form_key, kept_until=until, ended_at=None if until else timezone.now()
        )
        if address:
            emails.forgotten(address=address, request=request)
        return request


def end_keeping(*, today: date) -> int:
    """Afterwards nothing is kept any longer than somebody asked for. Returns for how many it ended just now."""
    ended = 0
    for request in RightsRequest.objects.due(today).select_related("person"):
        with transaction.atomic():
            still = RightsRequest.objects.filter(pk=request.pk, ended_at__isnull=True)
            if still.update(ended_at=timezone.now()):
                privacy.forget_spared(person=request.person)
                ended += 1
    return ended
