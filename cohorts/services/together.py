"""What the people of a cohort did together, in totals that point at nobody."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from cohorts.models import Attendance, Cohort, Membership
from cohorts.services.published import THERE
from learning.models import PracticeEntry
from learning.rules.small_numbers import LEAST
from people.models import User


@dataclass(frozen=True, slots=True)
class Together:
    """One cohort's totals. None where fewer than five people stand behind a number."""

    cohort: Cohort
    came: int | None
    noted: int | None


def together(person: User) -> list[Together]:
    """The totals of the cohorts somebody has a place in, newest first; none that says nothing. Four queries at most."""
    mine = Membership.objects.present().filter(enrolment__person=person)
    cohorts = list(Cohort.objects.filter(pk__in=mine.values("cohort")))
    if not cohorts:
        return []
    came, noted = _came(cohorts), _noted(cohorts)
    found = [Together(each, came.get(each.pk), noted.get(each.pk)) for each in cohorts]
    return [row for row in found if row.came or row.noted]


def _came(cohorts: list[Cohort]) -> dict[int, int]:
    """How many people have been at a session, by cohort."""
    there = Attendance.objects.filter(session__cohort__in=cohorts, mark__in=THERE).order_by()
    rows = there.values("session__cohort").annotate(people=Count("membership", distinct=True))
    return {row["session__cohort"]: row["people"] for row in rows if row["people"] >= LEAST}


def _noted(cohorts: list[Cohort]) -> dict[int, int]:
    """How many conversations were noted, by cohort; where at least five people noted one."""
    places = Membership.objects.filter(cohort__in=cohorts)
    entries = PracticeEntry.objects.filter(enrolment__in=places.values("enrolment")).order_by()
    by_enrolment = dict(entries.values_list("enrolment").annotate(Count("pk")))
    counts: dict[int, list[int]] = defaultdict(list)
    for cohort, enrolment in places.values_list("cohort", "enrolment"):
        if enrolment in by_enrolment:
            counts[cohort].append(by_enrolment[enrolment])
    return {cohort: sum(each) for cohort, each in counts.items() if len(each) >= LEAST}
