"""Who may see and take away records. Being an employer's HR is a group; a staff role never is."""

from people.models import User
from records.models import Export


def can_see_records(user: User) -> bool:
    """HR and administrators."""
    return user.is_active and user.has_perm("records.view_learningrecord")


def can_export(user: User) -> bool:
    """HR of an organisation, and administrators."""
    return user.is_active and user.has_perm("records.add_export")


def can_download(user: User, export: Export) -> bool:
    """Whoever asked, still with the right and still of that organisation; or an administrator."""
    own = export.requested_by_id == user.pk and export.organisation_id == user.organisation_id
    return can_export(user) and (own or user.has_perm("people.change_organisation"))
