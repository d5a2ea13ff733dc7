"""Who has an account and who may use it: add, change, move, deactivate; and the groups that give rights."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from jobs.services import enqueue
from people import emails, seal
from people.models import Organisation, PersonalCode, SignIn, User
from people.permissions import ADMINISTRATORS, GROUPS
from people.registry import holdings
from people.services.codes import issue_code, person_for_code, use_code

__all__ = [
    "Refused",
    "activate_person",
    "add_person",
    "add_person_by_name",
    "ask_to_follow",
    "change_address",
    "change_details",
    "deactivate_person",
    "end_sign_ins",
    "follow_from",
    "hold_address",
    "hold_rights",
    "issue_code",
    "move_person",
    "person_for_code",
    "set_groups",
    "use_code",
]

LEFT = "address-left"


class Refused(Exception):  # noqa: N818  an answer in plain words, not a fault
    """What was asked for would break a rule of the house; its text says which, for the person who asked."""


def add_person(
    *,
    organisation: Organisation,
    given_name: str,
    family_name: str = "",
    email: str | None = None,
    verified: bool = False,
    by: User | None,
) -> User:
    """Afterwards the organisation has this person. With an e-mail that somebody has, that one is returned unchanged.

    ``verified`` says that the address has been proved (by a code, say). Raises ValidationError for a name or an
    address that cannot be right.
    """
    address = email.strip().lower() if email and email.strip() else None
    found = User.objects.filter(email=address).first() if address else None
    if found is not None:
        return found
    person = User(
        organisation=organisation, given_name=given_name.strip(), family_name=family_name.strip(), email=address
    )
    person.set_unusable_password()
    person.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            if address and verified:
                EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
            log(person, "people.add_person", user=by, data={"organisation": organisation.pk})
    except IntegrityError:  # two asked for the same address at once; the other one was first
        return User.objects.get(email=address)
    return person


def add_person_by_name(*, organisation: Organisation, name: str, by: User | None) -> tuple[User, str]:
    """Afterwards there is a person with this name and no e-mail, and a claim code for them: shown once, kept nowhere.

    Names are not unique, so a second call makes a second person. Raises ValidationError for an empty name.
    """
    given_name, _blank, family_name = " ".join(name.split()).partition(" ")
    with transaction.atomic():
        person = add_person(organisation=organisation, given_name=given_name, family_name=family_name, by=by)
        return person, issue_code(person=person, kind=PersonalCode.Kind.CLAIM, by=by)


def change_details(*, person: User, by: User | None, **details: str) -> User:
    """Afterwards the person has these details: given_name, family_name, known_as, language. Raises ValidationError."""
    changed = [name for name, value in details.items() if getattr(person, name) != value]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, details[name])
    person.full_clean()
    with transaction.atomic():
        person.save(update_fields=changed)
        log(person, "people.change_details", user=by, data={"fields": changed})
    return person


def change_address(*, person: User, email: str | None, by: User | None) -> User:
    """Afterwards the person has this e-mail, or none: unproved until they sign in with a code sent there.

    Every sign-in of theirs has ended and the address before is told. Raises Refused where somebody else has the
    address, or where a person in a group would be left without one.
    """
    address = email.strip().lower() if email and email.strip() else None
    with transaction.atomic():
        hold_address(person=person, after=address)
        locked = _locked(person)
        _refuse_merged_away(locked)
        before = locked.email
        if before == address:
            return person
        if address is None and (locked.is_superuser or locked.groups.exists()):
            raise Refused(_("Somebody in a group needs an e-mail. Take them out of their groups first."))
        if address and User.objects.filter(email=address).exclude(pk=person.pk).exists():
            raise Refused(_("Somebody has this address already."))
        if before:
            what = _("The e-mail address you sign in with was changed.")
            emails.sign_in_details_changed(person=locked, what=what, address=before)
        User.objects.filter(pk=person.pk).update(email=address)
        EmailAddress.objects.filter(user=person).delete()
        end_sign_ins(person=person, by=by)
        log(locked, "people.change_address", user=by, data={"had_one": bool(before), "has_one": bool(address)})
    person.email = address
    return person


def hold_address(*, person: User, after: str | None) -> None:
    """Whoever changes an address and more begins with this: rights are held first, then what follows, then the person.

    What follows lies above people, and whoever takes a place there holds it before they name the person.
    """
    hold_rights()
    follow_address(person=person, after=after)


def ask_to_follow(*, person: User, before: str, change: int) -> None:
    """Afterwards what is kept at an address that the person left follows them by job. It lies in the job sealed."""
    sealed = seal.seal(before, purpose=LEFT)
    enqueue("people.follow_address", key=f"follow-address:{change}", person=person.pk, before=sealed)


def follow_from(*, person: User, sealed: str) -> int:
    """Afterwards what is kept at the address they left is at the one of today. Returns how many rows changed.

    Nothing follows where somebody has that address by now. Raises BrokenSeal.
    """
    before, now = seal.unseal(sealed, purpose=LEFT), person.merged_into or person
    if User.objects.filter(email=before).exists():
        return 0
    return follow_address(person=now, before=before, after=now.email)


def follow_address(*, person: User, after: str | None, before: str | None = None) -> int:
    """What every app keeps at the person's address is at the new one, or settled where there is none.

    Without ``before`` it is the address of today. Returns how many rows changed.
    """
    before = before or User.objects.values_list("email", flat=True).get(pk=person.pk)
    if not before or before == after:
        return 0
    with transaction.atomic():
        follow = [holding.follow_address for holding in holdings() if holding.follow_address is not None]
        return sum(each(person, before, after) for each in follow)


def move_person(*, person: User, organisation: Organisation, by: User | None) -> User:
    """Afterwards the person belongs to this organisation. What they earned stays where it was earned."""
    with transaction.atomic():
        locked = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if locked.organisation_id != organisation.pk:
            log(
                locked,
                "people.move_person",
                user=by,
                data={"from": locked.organisation_id, "to": organisation.pk},
            )
            User.objects.filter(pk=person.pk).update(organisation=organisation)
    person.organisation = organisation
    return person


def deactivate_person(*, person: User, by: User | None) -> User:
    """Afterwards the person is signed out everywhere, from the next request on, and nothing lets them in.

    Raises Refused for the last administrator.
    """
    with transaction.atomic():
        locked = _locked(person)
        if locked.is_active:
            _keep_one_administrator(without=locked)
            User.objects.filter(pk=person.pk).update(is_active=False, sign_in_number=F("sign_in_number") + 1)
            SignIn.objects.filter(person=person).delete()
            log(locked, "people.deactivate_person", user=by)
    person.refresh_from_db(fields=["is_active", "sign_in_number"])
    return person


def activate_person(*, person: User, by: User | None) -> User:
    """Afterwards the person may sign in again by whatever way they have. Raises Refused for one merged away."""
    with transaction.atomic():
        _refuse_merged_away(_locked(person))
        if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
            log(person, "people.activate_person", user=by)
    person.refresh_from_db(fields=["is_active"])
    return person


def end_sign_ins(*, person: User, by: User | None) -> User:
    """Afterwards every sign-in session of the person is over, this one too unless the caller renews it."""
    with transaction.atomic():
        User.objects.filter(pk=person.pk).update(sign_in_number=F("sign_in_number") + 1)
        SignIn.objects.filter(person=person).delete()
        log(person, "people.end_sign_ins", user=by)
    person.refresh_from_db(fields=["sign_in_number"])
    return person


def set_groups(*, person: User, groups: Iterable[str], by: User | None) -> User:
    """Afterwards the person is in exactly these groups.

    The first group ends every sign-in and every code on paper: rights are never carried on from those. Raises
    Refused where the person has no e-mail (whoever comes in by a code on paper holds no rights), for the last
    administrator, and ValueError for a name that is no group of ours.
    """
    wanted = set(groups)
    if wanted - set(GROUPS):
        raise ValueError(f"No such group: {', '.join(sorted(wanted - set(GROUPS)))}.")
    with transaction.atomic():
        locked = _locked(person)
        _refuse_merged_away(locked)
        present = set(locked.groups.values_list("name", flat=True))
        if present == wanted:
            return person
        if wanted and locked.email is None:
            raise Refused(_("Somebody without e-mail comes in by a code on paper, so they cannot be in a group."))
        if ADMINISTRATORS in present - wanted:
            _keep_one_administrator(without=locked)
        if wanted and not present:
            _begin_rights_anew(locked)
        locked.groups.set(Group.objects.filter(name__in=wanted))
        log(locked, "people.set_groups", user=by, data={"before": sorted(present), "after": sorted(wanted)})
    for cached in ("_group_names", "_perm_cache", "_group_perm_cache"):
        person.__dict__.pop(cached, None)
    return person


def _begin_rights_anew(person: User) -> None:
    person.codes.filter(used_at=None, replaced_at=None).update(replaced_at=timezone.now())
    User.objects.filter(pk=person.pk).update(sign_in_number=F("sign_in_number") + 1)
    SignIn.objects.filter(person=person).delete()


def hold_rights() -> None:
    """The one lock for every change of who has rights: two administrators cannot remove each other at once."""
    Group.objects.select_for_update().get(name=ADMINISTRATORS)


def _locked(person: User) -> User:
    hold_rights()
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _refuse_merged_away(locked: User) -> None:
    if locked.merged_into_id is not None:
        raise Refused(_("This entry was merged into another one. Change that one instead."))


def _keep_one_administrator(*, without: User) -> None:
    administrators = User.objects.active().filter(groups__name=ADMINISTRATORS)
    if not administrators.filter(pk=without.pk).exists():
        return
    others = administrators.exclude(pk=without.pk).exists()
    if not others and not User.objects.active().filter(is_superuser=True).exclude(pk=without.pk).exists():
        raise Refused(_("This is the last administrator. Make somebody else one first."))
