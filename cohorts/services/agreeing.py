"""What the two settle before and between meetings: the offer, the ground rules, what is off limits, the nudges."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cohorts.models import Pairing
from cohorts.models.pairing import MENTOR
from cohorts.services.pairing import NotNow, held
from people.models import User

NEEDS_WORDS = frozenset({Pairing.Answer.LESS, Pairing.Answer.GIVE})


@transaction.atomic
def answer_offer(*, pairing: Pairing, answer: str, detail: str = "", by: User) -> Pairing:
    """The offer is answered, by the mentor or, from paper, by the coordinator. It can be changed at any time.

    Raises NotNow where the pairing is over. The same answer again changes nothing.
    """
    now = held(pairing)
    if now.is_over:
        raise NotNow
    detail = detail.strip() if answer in NEEDS_WORDS else ""
    if (now.offer_answer, now.offer_detail) == (answer, detail):
        return now
    now.offer_answer, now.offer_detail, now.offer_answered_at = answer, detail, timezone.now()
    now.offer_marked_by = None if now.side_of(by) == MENTOR else by
    now.save(update_fields=["offer_answer", "offer_detail", "offer_answered_at", "offer_marked_by"])
    log(now, "cohorts.answer_offer", user=by)  # which answer stands nowhere but here
    return now


@transaction.atomic
def tick_rules(*, pairing: Pairing, words: str, by: User) -> Pairing:
    """This half has ticked the ground rules and has added these words, or none. Again: other words."""
    now = _open_half(pairing, by)
    side = now.side_of(by)
    setattr(now, f"{side}_rules_at", getattr(now, f"{side}_rules_at") or timezone.now())
    setattr(now, f"{side}_words", words.strip())
    now.save(update_fields=[f"{side}_rules_at", f"{side}_words"])
    log(now, "cohorts.tick_rules", user=by)
    return now


@transaction.atomic
def write_card(*, pairing: Pairing, shares: str, off_limits: str, by: User) -> Pairing:
    """The mentor's card says this: what they are glad to talk about, and what is off limits. Both halves read it."""
    now = _open_half(pairing, by)
    if now.side_of(by) != MENTOR:
        raise NotNow
    now.shares, now.off_limits = shares.strip(), off_limits.strip()
    now.save(update_fields=["shares", "off_limits"])
    return now


@transaction.atomic
def turn_nudges(*, pairing: Pairing, on: bool, by: User) -> Pairing:
    """This half hears a line once a fortnight, or does not."""
    now = held(pairing)
    field = f"{now.side_of(by)}_nudges_off"
    setattr(now, field, not on)
    now.save(update_fields=[field])
    return now


def _open_half(pairing: Pairing, by: User) -> Pairing:
    now = held(pairing)
    if now.is_over or not now.side_of(by):
        raise NotNow
    return now
