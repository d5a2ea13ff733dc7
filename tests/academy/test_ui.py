"""Icons, statuses, dates, the menu, and forms as our renderer draws them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

import academy
from academy.icons import ICONS, STATUS_SHAPES, THINGS
from academy.navigation import LEARNING, RECORDS, TRAINING, area_in_hand, areas_open_to, items, navigation
from academy.specimens import samples
from academy.templatetags import ui

STATIC = Path(academy.__file__).parent / "static/academy"


class Visit(forms.Form):
    """One field of each shape."""

    name = forms.CharField(label="Name", help_text="As on the list", error_messages={"required": "Type a name"})
    topic = forms.ChoiceField(
        label="Topic",
        choices=[("a", "Money"), ("b", "Company")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a topic"},
    )
    note = forms.CharField(label="Note", required=False)
    agree = forms.BooleanField(label="I will come", error_messages={"required": "Tick to come"})


def flat(html: str) -> str:
    return re.sub(r"\s+", " ", html)


def draw(source: str, **context) -> str:
    return flat(Template("{% load ui %}" + source).render(Context(context)))


def test_there_are_at_most_24_icons_and_each_is_hidden_from_screen_readers():
    assert len(ICONS) <= 24
    assert all('aria-hidden="true"' in ui.icon(name) for name in ICONS)
    assert ui.icon("unknown") == ""


def test_a_status_has_its_word_and_shape_and_opens_its_why_in_place():
    html = draw('{% status "COMPLETE" why="Complete on 8 December." %}')
    assert '<span class="chip chip-hedge"><svg' in html
    assert "<span>Complete</span>" in html
    assert '<details class="why"><summary>Why?<span class="visually-hidden"> Complete</span></summary>' in html
    assert "<p>Complete on 8 December.</p>" in html


def test_every_status_has_a_word_and_a_shape_of_its_own():
    assert len({shape for _word, shape, _tone in ui.STATUSES.values()}) == len(ui.STATUSES)
    assert len({str(word) for word, _shape, _tone in ui.STATUSES.values()}) == len(ui.STATUSES)


def test_what_is_given_as_a_why_cannot_bring_its_own_html():
    assert "<script>" not in draw('{% status "due" why=text %}', text="<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "12\u00a0midnight"),
        (0, 5, "12.05\u00a0am"),
        (9, 0, "9\u00a0am"),
        (12, 0, "12\u00a0noon"),
        (12, 30, "12.30\u00a0pm"),
        (14, 2, "2.02\u00a0pm"),
    ],
)
def test_times_read_as_people_say_them_and_never_break(hour, minute, words):
    assert ui.time_of_day(datetime(2026, 12, 8, hour, minute, tzinfo=UTC)) == words


def test_days_and_moments_are_local_to_the_place():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight in July, British summer time
    assert (ui.day(late), ui.moment(late)) == ("Wednesday 1 July 2026", "Wednesday 1 July 2026, 12.30\u00a0am")
    assert (ui.day(date(2026, 12, 8)), ui.short_day(date(2026, 12, 8))) == (
        "Tuesday 8 December 2026",
        "8 December 2026",
    )
    assert (ui.day(None), ui.moment(None), ui.time_of_day(None)) == ("", "", "")


def test_codes_are_read_in_fours():
    assert ui.in_fours("k7qm-2pxd 9") == "k7qm 2pxd 9"


def test_address_with_changes_one_part_and_keeps_the_filters():
    request = RequestFactory().get("/records/completions/", {"name": "Jo", "page": "3", "sort": "date"})
    assert ui.address_with({"request": request}, page=2, sort="") == "?name=Jo&page=2"


def test_a_field_ties_its_hint_and_error_to_its_control_in_that_order():
    html = flat(str(Visit({})["name"].as_field_group()))
    order = ['for="id_name"', 'id="id_name_helptext"', 'id="id_name_error"', "<input"]
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_a_group_of_radios_carries_the_error_itself_and_each_whole_row_is_a_label():
    html = flat(str(Visit({})["topic"].as_field_group()))
    assert html.count('aria-invalid="true"') == 1
    assert '<fieldset class="field field-group has-error" aria-describedby="id_topic_error" role="radiogroup"' in html
    assert re.search(
        r'<label for="id_topic_0"\s*><input type="radio"[^>]*id="id_topic_0"[^>]*> <span>Money</span></label>', html
    )


def test_a_field_that_may_be_skipped_says_so_unless_the_form_is_quiet():
    assert "(you can skip this)" in str(Visit()["note"].as_field_group())
    assert "(you can skip this)" not in str(Visit()["name"].as_field_group())
    assert "(you can skip this)" not in str(samples()["filter_form"])


def test_the_error_summary_takes_focus_and_links_to_the_fields_in_order():
    html = flat(render_to_string("components/error_summary.html", {"form": Visit({})}))
    assert '<div class="error-summary" role="alert" tabindex="-1" autofocus>' in html
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html) == [
        ("id_name", "Type a name"),
        ("id_topic_0", "Choose a topic"),
        ("id_agree", "Tick to come"),
    ]
    assert render_to_string("components/error_summary.html", {"form": Visit()}).strip() == ""


def test_the_title_says_error_when_the_form_has_errors():
    page = {"form": Visit({}), "request": RequestFactory().get("/")}
    assert "<title>Error: " in render_to_string("base.html", page)
    assert "<title>Error: " not in render_to_string("base.html", page | {"form": Visit()})


@pytest.mark.parametrize(
    ("lines", "path", "marked"),
    [
        (TRAINING.lines, "/cohorts/", {"Today": "page"}),
        (TRAINING.lines, "/cohorts/all/", {"Cohorts": "page"}),
        (TRAINING.lines, "/cohorts/2222222222222222222222/people/", {"Cohorts": "true"}),
        (RECORDS.lines, "/records/", {"Overview": "page"}),
        (RECORDS.lines, "/records/exports/new/", {"Exports": "true"}),
        (RECORDS.lines, "/records/people/2222222222222222222222/", {"Report": "true"}),
        (LEARNING.lines, "/", {"Home": "page"}),
        (LEARNING.lines, "/learn/2222222222222222222222/", {}),
    ],
)
def test_the_menu_marks_only_the_nearest_line(lines, path, marked):
    assert {item.label: item.current for item in items(lines, path) if item.current} == marked


@pytest.mark.parametrize(
    ("groups", "path", "area"),
    [
        (set(), "/records/", "learning"),
        ({"Trainers"}, "/", "learning"),
        ({"Trainers"}, "/accounts/settings/", "training"),
        ({"HR", "Trainers"}, "/records/exports/", "records"),
        ({"Editors"}, "/accounts/settings/", "learning"),
    ],
)
def test_the_menu_is_that_of_the_part_in_hand_and_only_of_parts_that_are_open(groups, path, area):
    assert area_in_hand(path, areas_open_to(groups)).name == area
    assert (RECORDS in areas_open_to(groups)) == ("HR" in groups)


def test_a_visitor_is_shown_the_way_in_and_a_device_keeps_its_text_and_colours():
    request = RequestFactory().get("/verify/")
    request.COOKIES = {"theme": "dark", "text": "9000"}
    context = navigation(request)
    assert [str(item.label) for item in context["main_navigation"]][-2:] == ["Check a certificate", "Sign in"]
    assert (context["theme"], context["text_size"], context["other_areas"]) == ("dark", "", [])


def test_the_menu_asks_the_database_nothing_in_the_editors_pages():
    assert navigation(RequestFactory().get("/cms/pages/")) == {}


@pytest.mark.parametrize("name", ["400", "500", "503"])
def test_the_still_pages_need_nothing_and_have_one_heading_and_a_way_on(name):
    html = render_to_string(f"{name}.html")
    assert html.count("<h1") == 1
    assert 'href="/"' in html
    assert name not in re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[0]


def test_space_shape_and_motion_are_those_of_the_design():
    tokens = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    spaces = [float(rem) * 18 for rem in re.findall(r"--s\d: ([\d.]+)rem", tokens)]
    assert [round(space, 1) for space in spaces] == [4, 8, 12, 16, 24, 32, 48, 72]
    assert re.findall(r"--r-\w+: (\d+)px", tokens) == ["6", "10", "14", "999"]
    assert all(each in tokens for each in ("--width: 68rem", "--gutter: 1rem", "--columns: 1.5rem", "--target: 48px"))
    assert all(
        each in tokens for each in ("--quick: 120ms", "prefers-reduced-motion: reduce) { :root { --quick: 0s; }")
    )


def test_there_are_two_breakpoints_one_long_motion_and_no_colour_outside_the_tokens():
    sheets = {sheet.stem: sheet.read_text(encoding="utf-8") for sheet in (STATIC / "css").glob("*.css")}
    paper = {"print", "poster", "pack"}  # black on white, whatever the screen's colours are
    screens = {name: text for name, text in sheets.items() if name not in {"tokens", "admin", "cms-pictures", *paper}}
    assert {width for text in screens.values() for width in re.findall(r"@media[^{]*width: ([\d.]+rem)", text)} == {
        "40rem",
        "52rem",
    }
    assert re.findall(r"animation: (\w+ \w+)", "".join(screens.values())) == ["draw 600ms"]
    assert {name: re.findall(r"#[0-9a-fA-F]{3,8}\b", text) for name, text in screens.items() if "#" in text} == {}
    assert "gradient" not in "".join(screens.values())


def test_a_heading_over_sixty_letters_is_set_in_the_text_face():
    assert (ui.heading_face("L" * 60), ui.heading_face("L" * 61)) == ("", "heading-long")
    assert (ui.heading_class("L" * 60), ui.heading_class("L" * 61)) == ("", ' class="heading-long"')
    card = {"title": "How to listen to somebody who has been let down before, and more", "url": "#"}
    assert 'class="card-title heading-long"' in render_to_string("components/card.html", card)


def test_every_icon_stands_in_the_sprite_of_a_page_once_and_is_pointed_to():
    page = render_to_string("base.html", {"request": RequestFactory().get("/")})
    assert [page.count(f'<symbol id="i-{name}"') for name in ICONS] == [1] * len(ICONS)
    assert '<use href="#i-tick"/>' in ui.icon("tick")
    assert all("<use" not in ui.draw(shape) for shape in STATUS_SHAPES)


def test_the_icon_of_a_page_is_our_mark_and_stands_in_it():
    mark = (STATIC / "img/mark.svg").read_text(encoding="utf-8")
    kind, picture = ui.mark_address().split(",", 1)
    assert (kind, unquote(picture)) == ("data:image/svg+xml", mark)
    assert picture.isascii()
    assert not set(picture) & set(" <>\"'#")


def test_things_from_places_have_one_fill_of_honey_and_are_decoration():
    assert list(THINGS) == ["kettle", "noticeboard", "bench", "van", "trolley", "key"]
    for name in THINGS:
        drawing = ui.place_drawing(name)
        assert drawing.count("#F2B134") == drawing.count("drawing-fill") == 1
        assert 'aria-hidden="true"' in drawing
        assert 'stroke-width="2"' in drawing


def test_every_component_opens_with_a_comment_that_lists_its_parameters():
    folder = Path(academy.__file__).parent.parent / "templates/components"
    silent = [
        sheet.name for sheet in folder.glob("*.html") if "{% comment %}" not in sheet.read_text(encoding="utf-8")[:60]
    ]
    assert silent == []
