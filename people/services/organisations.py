"""Organisations: closed when they stop, never removed."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from people.models import Organisation, User


def close_organisation(*, organisation: Organisation, by: User | None) -> Organisation:
    """Afterwards it takes no new people and no new cohorts. People, records and cohorts under way stay as they are."""
    with transaction.atomic():
        standing = Organisation.objects.filter(pk=organisation.pk, closed_on__isnull=True)
        if standing.update(closed_on=timezone.localdate(), active=False):
            log(organisation, "people.close_organisation", user=by)
    organisation.refresh_from_db()
    return organisation


def open_organisation(*, organisation: Organisation, by: User | None) -> Organisation:
    """Afterwards it takes people and cohorts again."""
    with transaction.atomic():
        if Organisation.objects.filter(pk=organisation.pk, active=False).update(closed_on=None, active=True):
            log(organisation, "people.open_organisation", user=by)
    organisation.refresh_from_db()
    return organisation
