import re

import pytest
from django.urls import reverse

from courses.advice import Advice
from courses.gates import Problem
from courses.models import CoursePage, LessonPage, ModulePage, Route, SeededContent
from courses.panels import line
from tests.factories.courses import make_course, make_lesson, make_module, make_numbers, make_route
from tests.factories.learning import scenario

pytestmark = pytest.mark.django_db
# Fields of every page, with Wagtail’s own words; and a question whose answers are whole sentences.
WAGTAILS = {"title", "slug", "seo_title", "search_description", "show_in_menus", "go_live_at", "expire_at", "effect"}


def edit(client, thing):
    name = "wagtailsnippets_courses_route:edit" if isinstance(thing, Route) else "wagtailadmin_pages:edit"
    return client.get(reverse(name, args=[thing.pk]))


def panel(response, name="before_you_publish"):
    """The panel beside the form, as it is drawn."""
    return next(each for each in response.context["side_panels"] if each.name == name)


def said(lines):
    return [told["words"] for told in lines]


def fields_of(model):
    """Every panel of a form that is a field, or a list of rows."""
    tabs = getattr(model, "edit_handler", None)
    groups = [*tabs.children] if tabs else [*getattr(model, "content_panels", model.__dict__.get("panels", []))]
    while groups:
        each = groups.pop()
        groups += getattr(each, "children", [])
        name = getattr(each, "field_name", "") or getattr(each, "relation_name", "")
        if name:
            yield name, str(each.help_text)


@pytest.mark.parametrize("model", [CoursePage, ModulePage, LessonPage, Route])
def test_every_field_says_in_a_sentence_what_it_is_and_gives_an_example(model):
    own = {name: words for name, words in fields_of(model) if name not in WAGTAILS}
    assert {name: words for name, words in own.items() if "Example: " not in words} == {}
    assert len(own) >= 6


@pytest.mark.parametrize(
    ("found", "anchor", "target"),
    [
        (Problem("x", "b1", "body", (2, "options", 0, "alt")), "#block-b1-section", "body-2-value-options-0-value-alt"),
        (Problem("x", "b1"), "#block-b1-section", ""),
        (Problem("x", field="minutes"), "#id_minutes", ""),
        (Advice("x", field="review_by"), "#id_review_by", ""),
        (Problem("x"), "", ""),
    ],
)
def test_each_line_leads_to_its_field(found, anchor, target):
    assert line(found) == {"words": "x", "anchor": anchor, "target": target}


def test_a_line_about_another_page_leads_there():
    told = {"words": "x", "anchor": "", "target": "", "link": "/compare/", "link_words": "Compare"}
    assert line(Advice("x", link="/compare/", link_words="Compare")) == told


def test_the_panel_has_both_lists_of_the_draft_that_was_last_saved(cms):
    module = make_module(make_course(modules=0), completed_by="GRANT", what_to_see="")
    module.summary = "For every stakeholder."
    module.save_revision()
    shown = panel(edit(cms, module))
    assert (said(shown.must), shown.refused) == (["Say what the trainer looks for."], False)
    html = edit(cms, module).content.decode()
    assert html.count("1 thing to fix before you publish") == 1
    assert '<a href="#id_what_to_see"' in html


def test_a_course_names_what_below_it_is_not_ready(cms, editor):
    make_numbers(editor.organisation)
    course = make_course(modules=0, kind="AWARENESS")
    make_module(course, title="Session", completed_by="ATTENDANCE", minutes=None)
    module = make_module(course, title="Ready")
    audio = ("audio", {"title": "At the cms", "transcript": ""})
    lesson = make_lesson(module, title="Recordings", blocks=[("safety_panel", None), audio])
    below = [(page.title, [str(problem) for problem in found]) for page, found in course.problems_below()]
    assert below == [
        ("Session", ["Say how many minutes the session takes."]),
        ("Recordings", ["Give the recording “At the cms” a transcript."]),
    ]
    html = edit(cms, course).content.decode()
    assert html.count(reverse("wagtailadmin_pages:edit", args=[lesson.pk])) == 1


def test_a_route_has_the_panel_too(cms):
    course = make_course(modules=0)
    module = make_module(course, title="Session", completed_by="ATTENDANCE", minutes=None)
    route = make_route(course, modules=[module])
    assert said(panel(edit(cms, route)).must) == ["Session: Say how many minutes the session takes."]


def test_a_starter_page_is_marked_until_somebody_changes_it(cms, editor):
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[("text", {"text": "<p>Come to {hub}.</p>"})])
    SeededContent.objects.create(path="a/b/c", digest="d", revision=lesson.latest_revision)
    assert panel(edit(cms, lesson)).starter == {"to_fill": ["{hub}"]}
    lesson.save_revision()
    assert panel(edit(cms, lesson)).starter is None


def test_the_routes_of_a_course_stand_in_its_form_with_their_rules(cms):
    course = make_course(modules=0)
    module = make_module(course, title="Session", completed_by="ATTENDANCE")
    route = make_route(course, audience="RESIDENT", modules=[module])
    html = edit(cms, course).content.decode()
    assert html.count("To finish as a resident: come to the session.") == 1
    assert html.count("It never ends.") == 2
    assert html.count(reverse("wagtailsnippets_courses_route:edit", args=[route.pk])) == 2
    add = f"{reverse('wagtailsnippets_courses_route:add')}?course={course.pk}"
    assert html.count(add) == 1
    assert cms.get(add).context["form"].initial["course"] == course.pk


def test_a_module_is_completed_by_one_of_six_rules_each_with_an_example(cms):
    html = edit(cms, make_module(make_course(modules=0))).content.decode()
    assert html.count('class="ra-example">Example: ') == 6
    assert html.count('data-w-rules-target="show"') == 7


def test_a_lesson_with_a_scenario_shows_its_map_and_the_same_as_a_list(cms):
    module = make_module(make_course(modules=0))
    lesson = make_lesson(module, blocks=[scenario()])
    page = edit(cms, lesson).content.decode()
    assert page.count('class="ra-map"') == 1
    assert "B1 · the story starts here" in page
    assert re.findall(r'href="#block-(\w+)-section">(\w+)</a>', page) == [
        *(("i1", "B1"), ("i2", "B2"), ("i1", "BP"), ("i2", "BQ"), ("i3", "BU")),
    ]
    assert "cms-pictures.css" in page


def test_a_lesson_without_a_scenario_has_no_map(cms):
    lesson = make_lesson(make_module(make_course(modules=0)))
    assert "ra-map" not in edit(cms, lesson).content.decode()


def test_what_is_wrong_on_the_map_leads_to_its_scene(cms):
    lesson = make_lesson(make_module(make_course(modules=0)), blocks=[scenario(start="B2")])
    page = edit(cms, lesson).content.decode()
    stranded = lesson.body[0].value["scenes"].bound_blocks[0].id
    assert page.count(f'href="#block-{stranded}-section">B1</a>: nobody comes here') == 1
