"""The living page of our components: each one in each of its states, drawn by the same templates as the site.

The sample words below are data, not interface: they stay in English.
"""

from datetime import UTC, datetime
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from academy.icons import ICONS
from academy.templatetags.ui import STATUSES
from academy.templatetags.weave import COLOUR_SETS, SIZES
from people.permissions import is_administrator

COLOURS = [
    "page",
    "card",
    "sunk",
    "ink",
    "soft",
    "edge",
    "line",
    "damson",
    "damson-deep",
    "hedge",
    "tarn",
    "honey",
    "honey-ink",
    "rowan",
    "damson-tint",
    "hedge-tint",
    "tarn-tint",
    "honey-tint",
    "rowan-tint",
]

WHY = "You have done 2 of 5 screens. Left: the scenario, and one reflection.\n\nSam Okafor can help."


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(
        label="What should we call you?",
        help_text="So your trainer knows who came.",
        error_messages={"required": "Type what we should call you"},
    )
    email = forms.EmailField(
        label="Your e-mail",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Type the whole e-mail, like sam@example.org"},
    )
    code = forms.CharField(
        label="Join code",
        help_text="Six letters, on the poster. Spaces do not matter.",
        widget=forms.TextInput(attrs={"class": "input-code", "autocomplete": "off"}),
    )
    back = forms.ChoiceField(
        label="How will you come back?",
        choices=[("mail", "By e-mail"), ("passkey", "With a passkey on this phone"), ("slip", "With a return slip")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you will come back"},
    )
    did = forms.MultipleChoiceField(
        label="What I did",
        required=False,
        choices=[("listened", "Listened"), ("told", "Told them about a place"), ("walked", "Went with them")],
        widget=forms.CheckboxSelectMultiple,
    )
    topic = forms.ChoiceField(
        label="Topic", choices=[("", "Choose a topic"), ("money", "Money"), ("lonely", "Company")]
    )
    note = forms.CharField(
        label="Anything in the way?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No names, no addresses.",
    )
    shared = forms.BooleanField(label="This phone or tablet is shared", required=False)


class SampleFilter(forms.Form):
    """Filters never say that they may be skipped."""

    quiet_optional = True
    name = forms.CharField(label="Name", required=False)
    department = forms.ChoiceField(label="Department", required=False, choices=[("", "All"), ("housing", "Housing")])


def samples() -> dict[str, object]:
    """Everything the page shows, with nothing from the database."""
    wrong = SampleForm({"name": "", "email": "sam@", "code": "TEA", "topic": "", "did": ["listened"], "note": "Rain"})
    paths = [
        ("What a connector does", "Lessons", "20 minutes", "complete", "done"),
        ("The two-hour session", "Session", "Tuesday 8 December 2026, 2 pm", "waiting", "done"),
        ("Listening well", "Lessons", "25 minutes", "started", "now"),
        ("Three small conversations", "Practice", "2 of 3 entries", "not_started", "todo"),
        ("A watched try", "Observation", "When you are ready", "not_yet", "todo"),
    ]
    return {
        "form": None,
        "fresh": SampleForm(auto_id="fresh_%s"),
        "wrong": wrong,
        "filter_form": SampleFilter(auto_id="filter_%s"),
        "chips": [{"label": "Housing", "url": "?"}, {"label": "Completed in May", "url": "?"}],
        "why": WHY,
        "colours": COLOURS,
        "icons": sorted(ICONS),
        "statuses": list(STATUSES),
        "sizes": SIZES,
        "colour_sets": list(COLOUR_SETS),
        "now": datetime(2026, 12, 8, 13, 30, tzinfo=UTC),
        "path": [
            SimpleNamespace(title=title, url="#path", kind=kind, detail=detail, status=status, state=state, why=WHY)
            for title, kind, detail, status, state in paths
        ],
        "page": Paginator(range(1000), 50).page(2),
        "numbers": [
            SimpleNamespace(name="Your trainer, Sam Okafor", number="01632 960 001", note="in the daytime"),
            SimpleNamespace(name="If someone is in danger", number="999", note=""),
        ],
        "choices": [
            {"value": "a", "label": "Ask what he used to enjoy", "note": "Your choice. Good."},
            {"value": "b", "label": "Give him three leaflets"},
            {"value": "c", "label": "Ring his daughter"},
        ],
        "marks": [{"value": mark, "label": mark} for mark in ("Here", "Part", "Away", "Away, told us")],
        "groups": [
            {
                **{"title": "New", "tone": "hedge", "count": 27, "columns": ["Name", "E-mail"]},
                "rows": [{"cells": [("Name", "Amira Khan"), ("E-mail", "amira@example.org")]}],
            },
            {
                **{"title": "Cannot use", "tone": "rowan", "count": 3, "columns": ["Row", "Name"]},
                "rows": [{"cells": [("Row", "4"), ("Name", "Jo and Pat")], "fix": "Put one name on each line."}],
            },
        ],
        "rows": [("Amira Khan", "Housing officer", "complete"), ("Jo Reid", "Caretaker", "started")],
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    """The page; for whoever develops the site, and for administrators."""
    user = getattr(request, "user", None)
    if not (settings.SHOW_MAILBOX or is_administrator(user)):
        raise PermissionDenied
    return render(request, "styleguide.html", samples())
