"""What the style guide shows inside our components: made-up people and places, and nothing from the database.

These words are data, not interface: they stay in English.
"""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.core.paginator import Paginator

from academy.chart_specimens import chart_samples
from academy.colours import colours
from academy.icons import ICONS, THINGS
from academy.specimen_forms import CheckedIn, OneQuestion, ReadOnly, Register, SampleFilter, SampleForm, clashing
from academy.templatetags.ui import STATUSES
from academy.templatetags.weave import COLOUR_SETS, SIZES

# What "Why?" says for each status.
WHY = {
    "not_started": "Nothing is recorded yet. To finish this: do the five screens.\n\nSam Okafor can help.",
    "started": "You have done 2 of 5 screens. Left: the scenario, and one reflection.\n\nSam Okafor can help.",
    "waiting": "Your part is done. Sam Okafor still needs to save the register.",
    "complete": "Complete on 8 December 2026. It rests on: the register of that day. "
    "Later edits to the course do not change this.",
    "not_yet": "Two things to try before the next go: check who feels safe to speak; say what stays private.",
    "due": "Your certificate runs to 4 March 2027. The refresh takes about 10 minutes.",
    "ended": "This certificate ran to 4 March 2026. The record stays.",
    "replaced": "Replaced on 8 December 2026 by a newer certificate.",
    "withdrawn": "Withdrawn on 8 December 2026. Ask the learning team, 01632 960 010.",
    "away": "Not counted while away: family leave, since 1 October 2026.",
}
CONTENTS = [
    *(("colours", "Colours"), ("type", "Words"), ("space", "Space"), ("weave", "The weave"), ("icons", "Icons")),
    *(("button", "Buttons"), ("field", "Fields"), ("choice", "Choices, marks"), ("summary", "Errors, notices")),
    *(("chip", "Statuses"), ("continue", "Continue, path, thread"), ("card", "Cards"), ("progress", "Progress")),
    *(
        ("table", "Tables"),
        ("matrix", "Matrix"),
        ("filters", "Filters, pager"),
        ("check", "Check"),
    ),
    ("charts", "Charts"),
    *(("code", "Codes"), ("player", "Player"), ("safety", "Safety"), ("header", "Header"), ("pages", "Whole pages")),
]


def path(*states: str) -> list[SimpleNamespace]:
    """The first so many modules of a course, in these states."""
    modules = [
        ("What a connector does", "Lessons", "20 minutes"),
        ("The two-hour session", "Session", "Tuesday 8 December 2026, 2 pm"),
        ("Listening well", "Lessons", "25 minutes"),
        ("Three small conversations", "Practice", "2 of 3 entries"),
        ("A watched try", "Observation", "When you are ready"),
    ]
    status = {"done": "complete", "now": "started", "todo": "not_started"}
    return [
        SimpleNamespace(
            **{"title": title, "url": "#path", "kind": kind, "detail": detail, "state": state},
            **{"status": status[state], "why": WHY[status[state]]},
        )
        for (title, kind, detail), state in zip(modules, states, strict=False)
    ]


def people(count: int) -> list[list[dict[str, object]]]:
    """So many rows of a table of people."""
    names = [("Amira Khan", "Housing officer", "complete", 3), ("Jo Reid", "Caretaker", "started", 2)]
    return [
        [
            {"text": name, "url": "#table"},
            {"label": "Role", "text": role},
            {"label": "Modules", "text": done, "number": True},
            {"label": "Status", "status": value, "why": WHY[value]},
        ]
        for name, role, value, done in names[:count]
    ]


def columns(sorted_by: str = "", direction: str = "ascending") -> list[dict[str, object]]:
    """The heads of that table; the first three can be sorted by."""
    heads = [{"label": label, "sort_url": f"?sort={label.lower()}#table"} for label in ("Name", "Role", "Modules")]
    return [
        {**head, "sorted": direction if head["label"] == sorted_by else "", "number": head["label"] == "Modules"}
        for head in heads
    ] + [{"label": "Status"}]


def matrix(count: int) -> list[dict[str, object]]:
    """So many people by five modules."""
    rows = [
        ("Amira Khan", ("complete", "complete", "complete", "started", "not_started")),
        ("Jo Reid", ("complete", "waiting", "not_started", "not_started", "not_started")),
        ("Pat Doyle", ("complete", "complete", "complete", "complete", "not_yet")),
        ("Wilf Marsh", ("complete", "complete", "complete", "complete", "complete")),
    ]
    return [
        {"name": name, "url": "#matrix", "cells": [{"status": status, "url": "#matrix"} for status in statuses]}
        for name, statuses in rows[:count]
    ]


def check_groups(*names: str) -> list[dict[str, object]]:
    """The groups of a check with these in them."""
    whole = {
        "new": ("New", "hedge", 27, [("Amira Khan", "amira@example.org")], ""),
        "changed": ("Changed", "tarn", 2, [("Jo Reid", "jo.reid@example.org")], ""),
        "same": ("Already here", "edge", 4, [("Wilf Marsh", "wilf@example.org")], ""),
        "bad": ("Cannot use", "rowan", 3, [("Jo and Pat", "")], "Row 4, name: put one name on each line."),
    }
    return [
        {
            **{"title": title, "tone": tone, "count": count, "columns": ["Name", "E-mail"]},
            "rows": [{"cells": [("Name", name), ("E-mail", address or "None")], "fix": fix} for name, address in rows],
        }
        for title, tone, count, rows, fix in (whole[name] for name in names)
    ]


def samples() -> dict[str, object]:
    """Everything the page shows."""
    wrong = {
        "name": "",
        "email": "sam@",
        "code": "TEA",
        "day": "soon",
        "topic": "",
        "did": ["listened"],
        "note": "Rain",
    }
    good = {"name": "Sam", "email": "sam@example.org", "code": "TEACUP", "day": "8 12 2026", "back": "slip"}
    pages = Paginator(range(1000), 50)
    menu = [
        SimpleNamespace(url="#header", label="Home", short="", current=""),
        SimpleNamespace(url="#header", label="Courses", short="", current="page"),
        SimpleNamespace(url="#header", label="Practice log", short="Log", current=""),
        SimpleNamespace(url="#header", label="My record", short="Record", current=""),
    ]
    scene = [("a", "Ask what he used to enjoy"), ("b", "Give him three leaflets"), ("c", "Ring his daughter")]
    return {
        "charts": chart_samples(),
        "form": None,
        "fresh": SampleForm(auto_id="fresh_%s"),
        "filled": SampleForm(initial=good | {"topic": "money", "note": "It rained."}, auto_id="filled_%s"),
        "wrong": SampleForm(wrong),
        "one_wrong": OneQuestion({}, auto_id="one_%s"),
        "read_only": ReadOnly(auto_id="read_%s"),
        "mark_unset": Register(auto_id="unset_%s", prefix="unset"),
        "mark_set": Register(initial={"mark": "here"}, auto_id="set_%s", prefix="set"),
        "mark_checked_in": CheckedIn(auto_id="in_%s", prefix="in"),
        "mark_clash": clashing(),
        "filter_form": SampleFilter(auto_id="filter_%s"),
        "filter_form_set": SampleFilter(initial={"department": "housing"}, auto_id="filters_%s"),
        "filter_form_table": SampleFilter(initial={"department": "housing"}, auto_id="table_filters_%s"),
        "filter_form_lost": SampleFilter(initial={"name": "Zebedee"}, auto_id="lost_%s"),
        "chips": [{"label": "Housing", "url": "?"}, {"label": "Completed in May", "url": "?"}],
        "lost_chips": [{"label": "Zebedee", "url": "?"}],
        "colours": colours(),
        "icons": list(ICONS),
        "things": list(THINGS),
        "statuses": [(value, why) for value, why in WHY.items() if value in STATUSES],
        "sizes": SIZES,
        "colour_sets": list(COLOUR_SETS),
        "spaces": (4, 8, 12, 16, 24, 32, 48, 72),
        "contents": CONTENTS,
        "transcript": "Tamsin: I used to think listening was waiting for my turn.\n\nNow I count to three first.",
        "now": datetime(2026, 12, 8, 13, 30, tzinfo=UTC),
        "path_one": path("now"),
        "path_many": path("done", "done", "now", "todo", "todo"),
        "path_done": path("done", "done", "done"),
        "others": [
            {"title": "Everyday mediation", "url": "#continue", "text": "1 of 6 modules complete"},
            {"title": "Reverse mentoring", "url": "#continue", "text": "0 of 4 modules complete"},
        ],
        "columns": columns(),
        "columns_sorted": columns("Name", "descending"),
        "people_one": people(1),
        "people_many": people(2),
        "matrix_columns": [{"title": item.title, "url": "#matrix"} for item in path(*["todo"] * 5)],
        "matrix_one": matrix(1),
        "matrix_many": matrix(4),
        "matrix_key": ["complete", "started", "waiting", "not_yet", "not_started"],
        "first_page": pages.page(1),
        "middle_page": pages.page(2),
        "last_page": pages.page(20),
        "check_good": check_groups("new", "changed"),
        "check_mixed": check_groups("new", "changed", "same", "bad"),
        "check_bad": check_groups("bad"),
        "local_numbers": [
            SimpleNamespace(name="Your trainer, Sam Okafor", number="01632 960 001", note="in the daytime"),
            SimpleNamespace(name="Adult care, Northbridge", number="01632 960 111", note=""),
            SimpleNamespace(name="If someone is in danger", number="999", note=""),
        ],
        "site_numbers": [SimpleNamespace(name="If someone is in danger", number="999", note="")],
        "scene": [{"value": value, "label": label} for value, label in scene],
        "scene_answered": [
            {"value": value, "label": label, "right": value == "a", "note": "Good choice." if value == "a" else ""}
            for value, label in scene
        ],
        "menu": menu,
        "visitor_menu": [
            SimpleNamespace(url="#header", label=label, short=short, current="")
            for label, short in (("Courses", ""), ("About", ""), ("Check a certificate", "Check"), ("Sign in", ""))
        ],
        "areas": [SimpleNamespace(url="#header", label="Training"), SimpleNamespace(url="#header", label="Records")],
        "nobody": SimpleNamespace(is_authenticated=False),
        "marnie": SimpleNamespace(is_authenticated=True, get_short_name="Marnie"),
        "parents": [SimpleNamespace(url="/", title="Home"), SimpleNamespace(url="/courses/", title="Courses")],
    }
