"""Publishing asks the gates; a draft always saves. Sent as an editor's browser sends it."""

import pytest
from django.urls import reverse
from wagtail.blocks import BooleanBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import CoursePage, LessonPage, ModulePage, Route
from tests.courses.gates.test_blocks import BROKEN
from tests.factories.courses import make_block, make_course, make_index, make_lesson, make_module, make_route, make_word
from tests.factories.people import make_organisation
from tests.factories.reviews import put_under_review

pytestmark = pytest.mark.django_db
COMMENTS = inline_formset([])
PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}


@pytest.fixture
def cms(cms, editor):
    make_word(editor.organisation, word="hub")
    return cms


def send(client, page, fields, **action):
    data = nested_form_data(
        {"title": page.title, "slug": page.slug, "comments": COMMENTS, "topics": ""} | fields | action
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def errors_of(response):
    """What stands above the form."""
    return [str(words) for words in response.context["form"].non_field_errors()] if response.context else []


def stopped_by(response):
    """The list beside Save."""
    return [str(problem) for problem in response.context["form"].found]


def inside(response, field="body"):
    """What stands beside the fields inside the blocks: the way to each, and its words."""
    return dict(leaves(response.context["form"].errors.as_data()[field][0].as_json_data()))


def leaves(told, way=()):
    yield from ((way, words) for words in told.get("messages", []))
    for step, deeper in told.get("blockErrors", {}).items():
        yield from leaves(deeper, (*way, step))


def sent(block, value):
    """The value of a block as the editor's form sends it."""
    if isinstance(block, StreamBlock):
        return streamfield([(child.block_type, sent(child.block, child.value)) for child in value])
    if isinstance(block, ListBlock):
        return streamfield([("item", sent(block.child_block, item)) for item in value])
    if isinstance(block, StructBlock):
        parts = {name: sent(child, value[name]) for name, child in block.child_blocks.items()}
        return {name: part for name, part in parts.items() if part is not None}
    if isinstance(block, RichTextBlock):
        return rich_text(value.source if value else "", features=block.features)
    if isinstance(block, BooleanBlock):
        return "on" if value else None
    return getattr(value, "pk", value) or ""


def lesson_fields(*blocks):
    made = [make_block(kind, value) for kind, value in blocks]
    body = streamfield([(child.block_type, sent(child.block, child.value) or "") for child in made])
    return {"minutes": 10, "required": "on", "body": body}


def sort(category):
    items = [{"text": text, "category": category, "feedback": "Why."} for text in ("A choir", "A queue")]
    return ("quiz_sort", {"question": "Which?", "categories": ["green", "red"], "items": items})


def with_files(value):
    """The same with a picture that is there: a key that is not leaves the field empty."""
    if isinstance(value, dict):
        return {name: (picture() if name == "image" else with_files(part)) for name, part in value.items()}
    return [with_files(part) for part in value] if isinstance(value, list) else value


def picture():
    model = get_image_model()
    return (model.objects.first() or model.objects.create(title="Wall", file=get_test_image_file())).pk


def text(words):
    return ("text", {"text": f"<p>{words}</p>"})


def test_a_lesson_with_a_fault_saves_as_a_draft_and_is_not_published(cms):
    lesson = make_lesson(make_module(make_course(modules=0)))
    live = lesson.live_revision_id
    fault = "In “Which?”, the category “blue” is not in the list of categories."
    refused = send(cms, lesson, lesson_fields(sort("blue")), **PUBLISH)
    assert stopped_by(refused) == [fault, fault]
    assert inside(refused) == {(0, "items", 0, "category"): fault, (0, "items", 1, "category"): fault}
    assert refused.context["form"]["body"].value()[0].value["question"] == "Which?"
    assert LessonPage.objects.get().latest_revision_id == live
    assert send(cms, lesson, lesson_fields(sort("blue"))).status_code == 302
    saved = LessonPage.objects.get()
    assert (saved.has_unpublished_changes, saved.live_revision_id) == (True, live)
    assert send(cms, lesson, lesson_fields(sort("red")), **PUBLISH).status_code == 302
    assert LessonPage.objects.get().body[0].value["items"][0]["category"] == "red"


@pytest.mark.parametrize(("kind", "value", "words"), [row[:3] for row in BROKEN], ids=[row[2] for row in BROKEN])
def test_each_broken_block_is_refused_on_both_roads_of_the_form(cms, kind, value, words):
    lesson = make_lesson(make_module(make_course(modules=0)))
    fields = lesson_fields((kind, with_files(value)))
    assert words in stopped_by(send(cms, lesson, fields, **PUBLISH))
    put_under_review(make_index())
    assert words in stopped_by(send(cms, lesson, fields, **SUBMIT))
    kept = LessonPage.objects.get()
    assert (kept.latest_revision_id, kept.current_workflow_state) == (lesson.live_revision_id, None)
    assert send(cms, lesson, fields).status_code == 302


def test_a_word_that_a_place_has_not_filled_stops_the_lesson(cms):
    lesson = make_lesson(make_module(make_course(modules=0)))
    assert send(cms, lesson, lesson_fields(text("At {hub}.")), **PUBLISH).status_code == 302
    make_organisation(name="Southmoor")
    assert errors_of(send(cms, lesson, lesson_fields(text("At {hub}.")), **PUBLISH)) == [
        "The local word {hub} is not filled for Southmoor."
    ]


def module_fields(**changes):
    kept = {"code": "session", "completed_by": "ATTENDANCE", "share": 80, "minutes": "", "plan": streamfield([])}
    return kept | changes


def test_a_module_without_its_settings_is_not_published(cms):
    module = make_module(make_course(modules=0), code="session", completed_by="ATTENDANCE")
    refused = send(cms, module, module_fields(), **PUBLISH)
    assert refused.context["form"].errors["minutes"] == ["Say how many minutes the session takes."]
    assert send(cms, module, module_fields()).status_code == 302
    assert send(cms, module, module_fields(minutes=90), **PUBLISH).status_code == 302
    assert ModulePage.objects.get().minutes == 90


def test_a_module_by_lessons_is_not_published_before_it_has_one_be_it_a_draft(cms):
    module = make_module(make_course(modules=0), code="read", completed_by="LESSONS")
    fields = module_fields(code="read", completed_by="LESSONS")
    refused = send(cms, module, fields, **PUBLISH)
    assert errors_of(refused) == ["A module completed by lessons needs at least one required lesson."]
    assert send(cms, module, fields).status_code == 302
    make_lesson(ModulePage.objects.get()).unpublish()
    assert send(cms, ModulePage.objects.get(), fields, **PUBLISH).status_code == 302


def test_a_word_that_a_place_has_not_filled_stops_the_plan_of_a_session(cms):
    module = make_module(make_course(modules=0), code="session", completed_by="ATTENDANCE")
    sheet = {"title": "Rules", "introduction": "", "lines": streamfield([("item", "We meet at {bench}.")])}
    fields = module_fields(minutes=90, plan=streamfield([("sheet", sheet)]))
    told = ["The local word {bench} is not filled for Northbridge Council."]
    assert errors_of(send(cms, module, fields, **PUBLISH)) == told
    assert send(cms, module, fields).status_code == 302
    draft = ModulePage.objects.get().get_latest_revision_as_object()
    assert [str(problem) for problem in draft.problems()] == told


def test_a_published_code_never_changes_and_a_drafts_may(cms):
    module = make_module(make_course(modules=0), code="session", completed_by="ATTENDANCE")
    refused = send(cms, module, module_fields(code="meeting", minutes=90), **PUBLISH)
    assert refused.context["form"].errors["code"] == ["This code has been published, so it stays “session”."]
    assert ModulePage.objects.get().code == "session"
    draft = module.get_parent().add_child(instance=ModulePage(title="Draft", slug="draft", code="draft", live=False))
    assert send(cms, draft, module_fields(code="meeting", minutes=90)).status_code == 302
    draft = ModulePage.objects.get(pk=draft.pk)
    assert draft.get_latest_revision_as_object().code == "meeting"


def test_a_new_draft_needs_a_title_alone_and_takes_its_code_from_it(cms):
    course = make_course(modules=0)
    address = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk])
    for title, slug in (("Before you connect, listen and wait", "before"), ("🌱", "emoji")):
        fields = {"title": title, "slug": slug, "comments": COMMENTS}
        assert cms.post(address, nested_form_data(fields | module_fields(code=""))).status_code == 302
    made = list(ModulePage.objects.child_of(course).order_by("path").values_list("code", flat=True))
    assert made == ["before-you-connect-listen-and", "new"]


def test_a_course_without_a_safety_panel_is_not_published(cms):
    course = make_course(modules=0, code="first")
    fields = {"code": "first", "summary": "What it promises.", "kind": "AWARENESS", "languages": inline_formset([])}
    refused = send(cms, course, fields, **PUBLISH)
    assert errors_of(refused) == ["Put a safety panel into at least one lesson of the course."]
    make_lesson(make_module(course), blocks=[("safety_panel", None)])
    assert send(cms, CoursePage.objects.get(), fields, **PUBLISH).status_code == 302


def send_route(client, route, modules, **changes):
    fields = {name: getattr(route, name) for name in ("code", "name", "audience", "certificate_title", "statement")}
    rows = inline_formset([{"module": module.pk, "ORDER": at} for at, module in enumerate(modules, 1)])
    data = nested_form_data(fields | {"course": route.course_id, "order": 0, "route_modules": rows} | changes)
    return client.post(reverse("wagtailsnippets_courses_route:edit", args=[route.pk]), data)


def test_a_route_without_modules_or_with_those_of_another_course_is_not_published(cms):
    course, other = make_course(modules=0), make_course(lessons=1)
    module = make_module(course, completed_by="ATTENDANCE", title="Session", minutes=None)
    theirs = ModulePage.objects.child_of(other).get()
    route = make_route(course, modules=[])
    assert errors_of(send_route(cms, route, [], **PUBLISH)) == ["Choose at least one module."]
    assert errors_of(send_route(cms, route, [theirs], **PUBLISH)) == [f"{theirs.title} belongs to another course."]
    assert errors_of(send_route(cms, route, [module], **PUBLISH)) == [
        "Session: Say how many minutes the session takes."
    ]
    assert send_route(cms, route, [module]).status_code == 302
    ModulePage.objects.filter(pk=module.pk).update(minutes=120)
    assert send_route(cms, route, [module], **PUBLISH).status_code == 302
    assert [row.module_id for row in Route.objects.get().route_modules.all()] == [module.pk]


def test_a_route_prints_no_slot_that_would_stay_empty(cms):
    route = make_route(make_course(), statement="came on {date}")
    modules = [row.module for row in route.route_modules.all()]
    refused = send_route(cms, route, modules, statement="came on {day}")
    assert refused.context["form"].errors["statement"] == [
        "“{day}” is not filled in. These are: {course} {date} {place} {hours} {led_by} {valid_until}."
    ]
    assert send_route(cms, route, modules, statement="came on {date} to {place}").status_code == 302


def test_a_published_code_of_a_route_stays(cms):
    route = make_route(make_course(), code="staff")
    modules = [row.module for row in route.route_modules.all()]
    refused = send_route(cms, route, modules, code="officers", **PUBLISH)
    assert refused.context["form"].errors["code"] == ["This code has been published, so it stays “staff”."]
