"""Ways in on paper: claim codes, used once, and return codes, used until they are replaced."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from people import code
from people.models import PersonalCode, User

PURPOSE = "slip"
CLAIM_DAYS = 90
QUIET = timedelta(days=7)  # after somebody else made a code, nothing of the person's is taken away or forgotten


class NoCodeForGroups(Exception):  # noqa: N818  an answer in plain words, not a fault
    """A person with rights has no code on paper."""


def issue_code(*, person: User, kind: str, by: User | None) -> str:
    """Afterwards this is the one live code of its kind that the person has; the one before it is dead.

    The code is returned to be shown once: only its digest is kept. Raises NoCodeForGroups for somebody in a group.
    """
    fresh = code.new_code()
    now = timezone.now()
    with transaction.atomic():
        locked = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if locked.is_superuser or locked.groups.exists():
            raise NoCodeForGroups(_("Somebody in a group signs in with e-mail, not with a code on paper."))
        before = PersonalCode.objects.filter(person=locked, kind=kind, used_at=None, replaced_at=None)
        replaced = before.update(replaced_at=now)
        made = PersonalCode.objects.create(
            person=locked,
            kind=kind,
            digest=code.digest(fresh, purpose=PURPOSE),
            issued_by=by,
            issued_at=now,
            expires_at=now + timedelta(days=CLAIM_DAYS) if kind == PersonalCode.Kind.CLAIM else None,
        )
        log(locked, "people.issue_code", user=by, data={"kind": kind, "code": made.pk, "replaced": replaced})
    return fresh


def person_for_code(typed: str) -> PersonalCode | None:
    """The live code that was typed, however it was spaced, of a person who may sign in; else None. Changes nothing."""
    tidy = code.tidy(typed)
    if len(tidy) != code.LENGTH:
        return None
    digests = list(code.digests(tidy, purpose=PURPOSE))
    found = PersonalCode.objects.live().filter(digest__in=digests, person__is_active=True)
    found = found.filter(person__is_superuser=False, person__groups=None)
    return found.select_related("person__organisation").first()


def use_code(*, code: str) -> User | None:
    """The person whom a code lets in; None where it opens nothing (any more).

    A claim code is spent by this: of two who use it at once, one gets the person and the other None.
    """
    found = person_for_code(code)
    if found is None:
        return None
    if found.kind == PersonalCode.Kind.CLAIM:
        with transaction.atomic():
            spent = PersonalCode.objects.live().filter(pk=found.pk).update(used_at=timezone.now())
            if spent != 1:
                return None
            log(found.person, "people.claim_account", user=found.person, data={"code": found.pk})
    return found.person


def made_by_others(*, person: User) -> PersonalCode | None:
    """The newest code that somebody else made for the person within a week, used or replaced all the same.

    Whoever made it could come in with it, and add an e-mail of their own: what the account has by now says nothing.
    """
    others = PersonalCode.objects.filter(person=person, issued_by__isnull=False).exclude(issued_by=person)
    return others.filter(issued_at__gt=timezone.now() - QUIET).first()
