"""Who may do what with a certificate. Which ones anybody sees is said by Certificate.objects.visible_to."""

from typing import Any

from certificates.models import Certificate
from people.permissions import is_administrator


def can_download(user: Any, certificate: Certificate) -> bool:
    """The holder and administrators. Trainers and HR come through their own apps, which sit above this one."""
    return user.is_authenticated and (certificate.holder_id == user.pk or is_administrator(user))


def can_mend_name(user: Any, certificate: Certificate) -> bool:
    """Who may type a name in place of one that cannot be printed: the holder, and administrators for them."""
    return certificate.is_held and can_download(user, certificate)


def can_revoke(user: Any, certificate: Certificate) -> bool:
    """Administrators alone, and only what stands."""
    return is_administrator(user) and certificate.state in {Certificate.State.PENDING, Certificate.State.ISSUED}


def is_holder(user: Any, certificate: Certificate) -> bool:
    """Whose name it is: they ask for another one, and say whether the public page shows it."""
    return certificate.holder_id == user.pk
