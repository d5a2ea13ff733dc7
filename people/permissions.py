"""The four groups, and who may do what to people. Groups are rights; a staff role is a job and never a right."""

from typing import Any

from django.conf import settings

TRAINERS = "Trainers"
EDITORS = "Editors"
HR = "HR"
ADMINISTRATORS = "Administrators"
GROUPS = (TRAINERS, EDITORS, HR, ADMINISTRATORS)
NEED_SECOND_FACTOR = frozenset({EDITORS, HR, ADMINISTRATORS})


def groups_of(user: Any) -> set[str]:
    """The names of a person's groups: one query at most for as long as this user object lives."""
    if not getattr(user, "is_authenticated", False):
        return set()
    if not hasattr(user, "_group_names"):  # the menu keeps them under the same name
        user._group_names = set(user.groups.values_list("name", flat=True))
    return user._group_names


def is_trainer(user: Any) -> bool:
    """Whether the person trains cohorts."""
    return TRAINERS in groups_of(user)


def is_hr(user: Any) -> bool:
    """Whether the person keeps learning records of their organisation."""
    return HR in groups_of(user)


def is_administrator(user: Any) -> bool:
    """Whether the person runs the site. A superuser does too."""
    return bool(getattr(user, "is_superuser", False)) or ADMINISTRATORS in groups_of(user)


def needs_second_factor(user: Any) -> bool:
    """Whether the house asks this person for a second factor at all."""
    if not settings.MFA_REQUIRED or not getattr(user, "is_authenticated", False):
        return False
    return bool(getattr(user, "is_superuser", False)) or bool(groups_of(user) & NEED_SECOND_FACTOR)


def can_manage_people(user: Any) -> bool:
    """Administrators: add and change people, organisations, posts and groups."""
    return user.is_active and user.has_perm("people.change_user")


def can_issue_code(user: Any, person: Any) -> bool:
    """Who may make a new code for somebody else.

    Only for an account in no group with neither e-mail nor a second factor: whoever makes the code could use it.
    Whether the person is theirs to help is the caller's question (a trainer's member, say).
    """
    if not user.is_authenticated or not (is_trainer(user) or is_administrator(user)):
        return False
    return person.email is None and not groups_of(person) and not person.authenticator_set.exists()


def can_make_own_slip(user: Any) -> bool:
    """Whether a person may make a return slip for themselves: no e-mail, no rights to lose, and no passkey.

    Where there is a passkey or an app the code alone would not open anything.
    """
    return _comes_in_by_paper(user) and not user.authenticator_set.exists()


def can_make_first_passkey(user: Any) -> bool:
    """Whether somebody without e-mail may make their first passkey, which then lets them in by itself."""
    return can_make_own_slip(user)


def _comes_in_by_paper(user: Any) -> bool:
    return user.is_authenticated and user.email is None and not groups_of(user) and not user.is_superuser


def is_advised_a_second_factor(user: Any) -> bool:
    """Whether a trainer has none yet: recommended, not asked for. Said nowhere where second factors are off."""
    return settings.MFA_REQUIRED and is_trainer(user) and not user.authenticator_set.exists()


def can_be_forgotten(user: Any) -> bool:
    """Whether somebody may leave for good by themselves: no post, now or before, no group, and nothing to run.

    For a post there is a training record that the employer answers for, so somebody there has to help.
    """
    return user.is_active and not groups_of(user) and not user.is_superuser and not user.assignments.exists()
