"""The work learning does in the background: settling after a publication, and the nightly proof."""

from datetime import timedelta

from django.utils import timezone

from jobs.registry import handles
from jobs.services import enqueue
from learning.services import settling


@handles("learning.settle_course")
def settle_course(*, page: int, revision: int | str, after: int = 0) -> str:
    """Settle those part-way after a publication."""
    batch = settling.settle_page(page=page, after=after)
    if batch.after is not None:
        key = f"settle:{page}:{revision}:{batch.after}"
        enqueue("learning.settle_course", key=key, page=page, revision=revision, after=batch.after)
    return f"{batch.made} completed"


@handles("learning.reconcile", every=timedelta(days=1))
def reconcile(*, after: int = 0, day: str = "") -> str:
    """Compare every stored standing with its facts.

    Settles what a lost signal left undone. Raises RuntimeError, and so ends up parked, for what it may not settle.
    """
    day = day or timezone.localdate().isoformat()
    batch = settling.reconcile(after=after)
    if batch.after is not None:
        enqueue("learning.reconcile", key=f"reconcile:{day}:{batch.after}", after=batch.after, day=day)
        return f"{batch.made} settled"
    if found := settling.differences():
        raise RuntimeError("; ".join(found))
    return f"{batch.made} settled, 0 differences"
