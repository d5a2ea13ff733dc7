"""Places on the status lists: given at award, and set, never cleared, when a certificate ends early."""

import secrets

from django.db.models import F, Max

from certificates.models import Certificate, StatusList
from certificates.models.credential import BITS


def free_place() -> tuple[StatusList, int]:
    """A list with room and a random place on it, so that the place says nothing. The place may prove to be taken.

    A list takes no more once half of it is used. Called inside the transaction that inserts the certificate.
    """
    chosen = StatusList.objects.filter(open=True).defer("bits", "signed_json").order_by("number").last()
    if chosen and Certificate.objects.filter(status_list=chosen).count() >= BITS // 2:
        StatusList.objects.filter(pk=chosen.pk).update(open=False)
        chosen = None
    if chosen is None:
        last = StatusList.objects.aggregate(last=Max("number"))["last"] or 0
        chosen, _made = StatusList.objects.get_or_create(number=last + 1)
    return chosen, secrets.randbelow(BITS)


def set_bit(certificate: Certificate) -> None:
    """Afterwards the certificate's bit is set. Called inside a transaction; the list is locked to its end."""
    held = StatusList.objects.select_for_update().get(pk=certificate.status_list_id)
    bits = bytearray(held.bits)
    bits[certificate.status_index // 8] |= 0x80 >> (certificate.status_index % 8)
    StatusList.objects.filter(pk=held.pk).update(bits=bytes(bits), version=F("version") + 1)
