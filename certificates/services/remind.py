"""Who hears that their course is due a refresh, and residents' one friendly note a year. Derived, never stored."""

import datetime
from collections.abc import Iterator
from typing import Any, TypeAlias

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.models import Certificate
from courses.models import Route
from learning.models import CourseCompletion, Enrolment
from learning.rules.standing import add_months, london_day
from people.models import Assignment
from people.reminders import Due, in_words

NOTE_DAYS = 7  # the yearly note comes within a week of the day, or not at all
Annotated: TypeAlias = Any  # rows of completions with ``has_post``, which the types cannot know


def refresh(now: datetime.datetime) -> Iterator[Due]:
    """Six months, three months and two weeks before a completion runs out; after a break only the latest of them.

    Nobody whose certificate was withdrawn or erased, who has done it since or is doing it, or who left their post.
    """
    today = london_day(now)
    rows = running_out(now).prefetch_related("route__renewed_by__route_modules__module", "enrolment__course")
    addresses: dict[int, str] = {}  # asking a page for its address is a query
    for row in rows.iterator(chunk_size=500):
        course = row.enrolment.course
        if offset := latest_offset(row.completed_on, row.expires_on, today):
            yield Due(
                person=row.enrolment.person,
                key=f"renewal:{row.pk}:{offset}",
                kind="refresh",
                subject=gettext_lazy("Time for a refresh of a course of yours"),
                text=in_words(_refresh_text, row),
                url=addresses.get(course.pk) or addresses.setdefault(course.pk, course.url or "/courses/"),
                label=gettext_lazy("Look at the course"),
            )


def running_out(now: datetime.datetime) -> Annotated:
    """Completions that run out within seven months and matter to their person still."""
    today = london_day(now)
    runs_out = Q(expires_on__gt=today, expires_on__lte=add_months(today, 7))
    return _standing(today).filter(runs_out).exclude(_renewed()).filter(Q(has_post=True) | ~_STAFF)


def latest_offset(done_on: datetime.date, until: datetime.date, today: datetime.date) -> str:
    """The last of the three moments that has come: "6m", "3m" or "2w"; empty before the first one.

    A moment before the day of completion itself never comes.
    """
    moments = {
        "6m": add_months(until, -6),
        "3m": add_months(until, -3),
        "2w": until - datetime.timedelta(weeks=2),
    }
    come = [name for name, moment in moments.items() if done_on < moment <= today]
    return come[-1] if come else ""


def _refresh_text(row: Annotated) -> str:
    day = date_format(row.expires_on, "j F Y")
    parts = [_("Your %(course)s certificate is due a refresh on %(day)s.") % {"course": row.title, "day": day}]
    short = row.route.renewed_by
    if short is not None and short.live and short.closed_on is None:
        parts += [_("The refresh is short."), short.rule_in_words]
    return " ".join([*parts, _("Start when it suits you.")])


def yearly(now: datetime.datetime) -> Iterator[Due]:
    """Residents without a date: one note in the week after the day they completed their latest course. One query."""
    today = london_day(now)
    for row in years_ago(now).iterator():
        years = today.year - row.completed_on.year
        person = row.enrolment.person
        yield Due(
            person=person,
            key=f"yearly:{person.pk}:{row.completed_on.year + years}",
            kind="yearly",
            subject=gettext_lazy("A note from your neighbours"),
            text=in_words(_yearly_text, row.title, years),
            url="/courses/",
            label=gettext_lazy("See what is on"),
        )


def years_ago(now: datetime.datetime) -> Annotated:
    """Residents' latest completions without a date, of these days in a year before."""
    today = london_day(now)
    begun = today - datetime.timedelta(days=NOTE_DAYS - 1)
    week = Q()
    for day in (begun + datetime.timedelta(days=ahead) for ahead in range(NOTE_DAYS)):
        week |= Q(completed_on__month=day.month, completed_on__day=day.day)
    later = CourseCompletion.objects.standing().filter(
        enrolment__person=OuterRef("enrolment__person"), completed_on__gt=OuterRef("completed_on")
    )
    rows = _standing(today).filter(week, expires_on=None, has_post=False, completed_on__lt=begun)
    return rows.exclude(_STAFF).exclude(Exists(later))


def _yearly_text(course: str, years: int) -> str:
    begin = ngettext("A year ago you completed %(course)s.", "%(years)s years ago you completed %(course)s.", years) % {
        "course": course,
        "years": years,
    }
    thanks = _("Thank you for every chat since.")
    come = _("If you would like to hear what has changed round here, come and see us.")
    return f"{begin} {thanks}\n\n{come} " + _("There is nothing you have to do.")


_STAFF = Q(route__audience=Route.Audience.STAFF)


def _standing(today: datetime.date) -> Annotated:
    """Completions that count and have a living certificate, each with whether the person holds a post today."""
    living = Certificate.objects.living().filter(completion=OuterRef("pk"))
    posts = Assignment.objects.on(today).filter(person=OuterRef("enrolment__person")).order_by()
    return (
        CourseCompletion.objects.standing()
        .filter(Exists(living))
        .annotate(has_post=Exists(posts))
        .select_related("enrolment__person")
        .order_by("pk")
    )


def _renewed() -> Exists:
    """Whether the person is renewing it, has renewed it, or has completed the course once more since."""
    renewing = [Enrolment.Status.OPEN, Enrolment.Status.COMPLETED]
    again = Q(renews=OuterRef("pk"), status__in=renewing)
    anew = Q(course=OuterRef("enrolment__course"), opened_at__gt=OuterRef("completed_at"))
    return Exists(Enrolment.objects.filter(again | anew, person=OuterRef("enrolment__person"), status__in=renewing))
