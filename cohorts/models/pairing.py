"""Reverse mentoring: two people, and the meetings that they hold."""

from collections.abc import Iterable
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort, Membership
from people.models import User

MENTOR, MENTEE = SIDES = ("mentor", "mentee")
COORDINATOR = "coordinator"
OVER = ("ENDED", "DECLINED")


def half_is(people: Iterable[Any], path: str = "") -> Q:
    """Pairings, or what hangs on them by this path, of which one of these people is either half."""
    keys = [getattr(person, "pk", person) for person in people]
    return Q(**{f"{path}mentor__enrolment__person__in": keys}) | Q(**{f"{path}mentee__enrolment__person__in": keys})


class PairingQuerySet(models.QuerySet):
    """Named reads of pairings."""

    def of(self, person: Any) -> Self:
        """Those that somebody is half of. A mentee hears of one only once its mentor has said yes."""
        asked = Q(mentee__enrolment__person_id=person.pk, agreed_at__isnull=False)
        return self.filter(Q(mentor__enrolment__person_id=person.pk) | asked)

    def led_by(self, user: Any) -> Self:
        """Those of cohorts one trains, but for those that one is half of oneself."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user)).exclude(half_is([user]))

    def visible_to(self, user: Any) -> Self:
        """One's own half, and those of cohorts one trains; all for an administrator."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(pk__in=Pairing.objects.of(user)) | Q(pk__in=Pairing.objects.led_by(user)))

    def living(self) -> Self:
        """Those that have neither ended nor been declined."""
        return self.exclude(state__in=OVER)

    def with_people(self) -> Self:
        """With both halves, the coordinator and the cohort at hand."""
        halves = [f"{side}__enrolment__person" for side in ("mentor", "mentee")]
        routes = [f"{side}__enrolment__route" for side in ("mentor", "mentee")]
        return self.select_related("cohort__organisation", "cohort__course", "coordinator", *halves, *routes)


class Pairing(models.Model):
    """One resident who mentors and one manager who is mentored. The mentor is asked first, and steers.

    It holds no reason for its end and no bank details. Who ended it is not kept; who would like a call or
    another match is, until the coordinator has seen to it. What the two write for themselves is in MeetingNote, and
    nobody else reads it.
    """

    class State(models.TextChoices):
        """Where it is in its life."""

        PROPOSED = "PROPOSED", _("Proposed")
        MENTOR_AGREED = "MENTOR_AGREED", _("The mentor has said yes")
        MEETING = "MEETING", _("Meeting")
        PAUSED = "PAUSED", _("Paused")
        ENDED = "ENDED", _("Ended")
        DECLINED = "DECLINED", _("Declined")

    class Answer(models.TextChoices):
        """What the mentor says to the offer."""

        YES = "YES", _("Yes, all of it")
        LESS = "LESS", _("Yes, but less")
        NO = "NO", _("No, thank you")
        GIVE = "GIVE", _("Give it to a cause")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="pairings")
    mentor = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="mentoring")
    mentee = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="mentored")
    coordinator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=13, choices=State.choices, default=State.PROPOSED)
    form_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True, blank=True)  # the mentor's yes
    started_at = models.DateTimeField(null=True, blank=True)  # the mentee's yes
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    call_wanted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    another_wanted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called_at = models.DateTimeField(null=True, blank=True)

    manages = models.BooleanField(_("One manages the other, or somebody close"), default=False)
    live_case = models.BooleanField(_("The mentor has told us of an open case or complaint"), default=False)
    same_patch = models.BooleanField(_("The mentee decides about the place where the mentor lives"), default=False)
    named = models.BooleanField(_("One of them asked not to be matched with the other"), default=False)
    reason = models.CharField(max_length=300, blank=True)  # why it is all right in spite of a warning

    offer_amount = models.CharField(max_length=100, blank=True)
    offer_answer = models.CharField(max_length=4, choices=Answer.choices, blank=True)
    offer_detail = models.CharField(max_length=200, blank=True)
    offer_answered_at = models.DateTimeField(null=True, blank=True)
    offer_marked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_held_on = models.DateField(null=True, blank=True)

    shares = models.TextField(blank=True, max_length=500)
    off_limits = models.TextField(blank=True, max_length=500)
    mentor_rules_at = models.DateTimeField(null=True, blank=True)
    mentor_words = models.CharField(max_length=300, blank=True)
    mentor_nudges_off = models.BooleanField(default=False)
    mentee_rules_at = models.DateTimeField(null=True, blank=True)
    mentee_words = models.CharField(max_length=300, blank=True)
    mentee_nudges_off = models.BooleanField(default=False)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        default_permissions = ()
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        constraints = [
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="pairing_is_of_two"),
            models.UniqueConstraint(
                fields=["mentor", "mentee"], condition=~Q(state__in=OVER), name="pairing_one_living_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(manages=False, live_case=False, same_patch=False, named=False) | ~Q(reason=""),
                name="pairing_warning_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(offer_answer="", offer_answered_at__isnull=True)
                | (~Q(offer_answer="") & Q(offer_answered_at__isnull=False)),
                name="pairing_offer_answered_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(first_held_on__isnull=True) | ~Q(offer_answer=""),
                name="pairing_no_meeting_before_the_offer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OVER, ended_at__isnull=False) | (~Q(state__in=OVER) & Q(ended_at__isnull=True)),
                name="pairing_over_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {self.mentee}"

    def half(self, side: str) -> Membership:
        """The mentor's place in the cohort, or the mentee's."""
        return self.mentor if side == MENTOR else self.mentee

    def side_of(self, person: Any) -> str:
        """Which half somebody is: "mentor", "mentee", or nothing."""
        return next((side for side in SIDES if self.half(side).enrolment.person_id == person.pk), "")

    @property
    def is_over(self) -> bool:
        """Whether it can only be read."""
        return self.state in OVER

    @property
    def has_warning(self) -> bool:
        """Whether the coordinator was told to look twice."""
        return self.manages or self.live_case or self.same_patch or self.named

    @property
    def evidence_key(self) -> str:
        """How a completion names it as what it rests on."""
        return f"pairing:{self.pk}"


class MeetingQuerySet(models.QuerySet):
    """Named reads of meetings."""

    def held(self) -> Self:
        """Those that took place, in their order."""
        return self.filter(held_on__isnull=False).order_by("number")


class Meeting(models.Model):
    """One meeting of a pairing, planned by its mentor or held. What was said there stands nowhere but in notes.

    A meeting that was taken back is not held, and says who took it back and which day stood before.
    """

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    travel = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    mentor_said_at = models.DateTimeField(null=True, blank=True)
    mentee_said_at = models.DateTimeField(null=True, blank=True)
    # What was put right last. A form that was made before the newest change is refused, so changes are counted.
    changes = models.PositiveIntegerField(default=0, db_default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=11, blank=True, default="", db_default="")  # a side, or the coordinator
    changed_why = models.CharField(max_length=300, blank=True, default="", db_default="")  # where it had counted
    day_before = models.DateField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["pairing", "number"]
        default_permissions = ()
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(fields=["pairing", "number"], name="meeting_once_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="meeting_numbers_begin_with_one"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False) | Q(mentor_said_at__isnull=True, mentee_said_at__isnull=True),
                name="meeting_said_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True, changed_by="", changed_why="", day_before__isnull=True)
                | Q(changed_at__isnull=False, changed_by__in=[*SIDES, COORDINATOR], day_before__isnull=False),
                name="meeting_change_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
