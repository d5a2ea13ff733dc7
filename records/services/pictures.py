"""The pictures HR looks at first, each with its sentence and its table, and with its own figures for paper."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.rules.small_numbers import is_small, parts_told
from press.charts import Chart, Share, Words, bars_of_a_whole, columns_by_month
from records.models import LearningRecord
from records.models.record import LearningRecordQuerySet
from records.services import figures

LINES, PAPER_LINES = 20, 6  # names of a picture: on screen, and on the one sheet of paper
Tell = Callable[[Sequence[int]], Sequence[int | str]]


@dataclass(frozen=True)
class Part:
    """One picture of the page: as HR sees it, as paper shows it where that differs, and where its rows are."""

    heading: str
    chart: Chart
    paper: Chart | None
    url: str


def as_counted(counts: Sequence[int]) -> Sequence[int | str]:
    """On screen HR sees every number."""
    return counts


def told(counts: Sequence[int]) -> Sequence[int | str]:
    """The parts of one whole as paper shows them: nothing on it picks anybody out."""
    return [_("not shown") if count is None else count for count in parts_told(counts)]


def told_running(steps: Sequence[int], rest: int) -> Sequence[int | str]:
    """Running totals of the steps, as paper shows them. ``rest`` is what the whole has beyond the last step."""
    shown = parts_told([*steps, rest])
    totals = [sum(steps[: at + 1]) for at in range(len(steps))]
    return [_("not shown") if None in shown[: at + 1] else total for at, total in enumerate(totals)]


def left_out(sentence: str, shown: Sequence[int | str]) -> str:
    """The sentence, and that numbers are missing where they are."""
    missing = any(isinstance(count, str) for count in shown)
    note = _("A number under 5 is not shown, and sometimes another beside it. So nobody can be picked out.")
    return f"{sentence} {note}".strip() if missing else sentence


def written(count: int) -> str:
    """A number with its commas."""
    return number_format(count, force_grouping=True)


def by_month(counts: list[tuple[datetime.date, int]], url: str) -> Part:
    """Courses completed in each of the last twelve months."""
    title, total = _("Courses completed by month"), sum(count for _month, count in counts)
    few = _("Fewer than 5 courses were completed in the last twelve months.")
    sentence = ngettext(
        "%(count)s course was completed in the last twelve months.",
        "%(count)s courses were completed in the last twelve months.",
        total,
    ) % {"count": written(total)}

    def draw(tell: Tell, ending: str) -> Chart:
        shown = tell([count for _month, count in counts])
        words = Words(f"by-month{ending}", title, left_out(sentence, shown), _("Month"), [_("Courses")])
        return columns_by_month([(month, [n]) for (month, _n), n in zip(counts, shown, strict=True)], words)

    paper = draw(told, "-paper") if any(is_small(count) for _month, count in counts) else None
    if is_small(total):
        paper = columns_by_month([], Words("by-month-paper", title, few, _("Month"), [_("Courses")]))
    return Part(title, draw(as_counted, ""), paper, url)


def folded(counts: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """At most so many lines: what is over stands together on the last one."""
    if len(counts) <= most:
        return counts
    kept, rest = counts[: most - 1], counts[most - 1 :]
    return [*kept, (_("%(count)s others") % {"count": len(rest)}, sum(count for _name, count in rest))]


def by_name(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The lines of paper where a number is small. Their order and what is over go by name: by size, both would tell."""
    named = sorted(counts)
    kept, rest = named[: PAPER_LINES - 1], named[PAPER_LINES - 1 :]
    return [*kept, (_("The rest"), sum(count for _name, count in rest))] if rest else kept


def by_label(key: str, headings: tuple[str, str], counts: list[tuple[str, int]], url: str) -> Part:
    """Courses of the last twelve months by department or by role, each of all of them."""
    total = sum(count for _name, count in counts)
    title, heading = headings

    def draw(lines: list[tuple[str, int]], tell: Tell, ending: str = "") -> Chart:
        shown = tell([count for _name, count in lines])
        sentence = "" if lines else _("None in the last twelve months.")
        if lines and not isinstance(shown[0], str):
            first = {"name": lines[0][0], "done": written(lines[0][1]), "total": written(total)}
            sentence = ngettext(
                "%(name)s: %(done)s of %(total)s course.", "%(name)s: %(done)s of %(total)s courses.", total
            )
            sentence %= first
        words = Words(f"{key}{ending}", title, left_out(sentence, shown), heading, [_("Courses")])
        shares = [Share(name, [n], total) for (name, _n), n in zip(lines, shown, strict=True)]
        return bars_of_a_whole([] if ending and is_small(total) else shares, words)

    paper = None
    if any(is_small(count) for _name, count in counts):
        paper = draw(by_name(counts), told, "-paper")
    elif len(counts) > PAPER_LINES:
        paper = draw(folded(counts, PAPER_LINES), as_counted, "-paper")
    return Part(title, draw(folded(counts, LINES), as_counted), paper, url)


def running_out(within: list[tuple[int, int]], valid: int, url: str) -> Part:
    """How many run out within 30, 90 and 180 days, of those with an end that are valid today."""
    title, totals = _("Running out soon"), [count for _days, count in within]
    steps = [count - before for count, before in zip(totals, [0, *totals], strict=False)]
    names = [_("%(count)s days") % {"count": days} for days, _count in within]

    def draw(tell: Tell, ending: str) -> Chart:
        shown = tell(totals)
        sentence = "" if valid else _("Nothing that is valid today has an end.")
        if valid and not isinstance(shown[1], str):
            sentence = _("%(done)s of %(total)s run out within 90 days.")
            sentence %= {"done": written(totals[1]), "total": written(valid)}
        words = Words(f"expiring{ending}", title, left_out(sentence, shown), _("Within"), [_("Run out")])
        shares = [Share(name, [n], valid) for name, n in zip(names, shown, strict=True)]
        return bars_of_a_whole([] if not valid or (ending and is_small(valid)) else shares, words)

    paper = None
    if any(is_small(count) for count in (*steps, valid - totals[-1])):
        paper = draw(lambda _totals: told_running(steps, valid - totals[-1]), "-paper")
    return Part(title, draw(as_counted, ""), paper, url)


def pictures(*, records: LearningRecordQuerySet, today: datetime.date, report: str) -> list[Part]:
    """Courses completed by month, by department and by role, and what runs out; each with the address of its rows."""
    courses = records.filter(item_type=LearningRecord.Item.COURSE)
    months = figures.last_months(today)
    recent = courses.filter(completed_on__gte=months[0])
    of_year = f"{report}?{urlencode({'item_type': 'course', 'completed_from': months[0].isoformat()})}"
    last_day = today + datetime.timedelta(days=figures.WITHIN[-1])
    ends = {"item_type": "course", "expires_from": today.isoformat(), "expires_to": last_day.isoformat()}
    departments = figures.by_label(recent, "department", without=_("No department"))
    roles = figures.by_label(recent, "staff_role", without=_("No role"))
    return [
        by_month(figures.by_month(courses, months), of_year),
        by_label("by-department", (_("Courses by department"), _("Department")), departments, of_year),
        by_label("by-role", (_("Courses by staff role"), _("Staff role")), roles, of_year),
        running_out(*figures.expiring(courses, today), f"{report}?{urlencode(ends)}"),
    ]


def counted(*, records: LearningRecordQuerySet) -> list[tuple[str, int, str]]:
    """People with a completed course and people without a payroll number; what paper says where the number is small."""
    courses = records.filter(item_type=LearningRecord.Item.COURSE)
    people = courses.values("person").distinct().count()
    unmatched = records.filter(assignment__employee_number="").values("person").distinct().count()
    found = [(_("People with a completed course"), people), (_("People without a payroll number"), unmatched)]
    return [(name, count, _("under 5") if is_small(count) else "") for name, count in found]
