"""Courses on their way in: what is written, what stays, and what is refused."""

import io
from pathlib import Path

import pytest
import yaml
from django.core.files.storage import default_storage
from django.db import connection
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry

from courses.media.kinds import Refused as NotTaken
from courses.models import CoursePage, Edition, EvidenceRecord, LessonPage, ModulePage, Route
from courses.services import scan
from courses.services.transfer import media as transfer_media
from courses.services.transfer.importing import import_course
from courses.services.transfer.writing import How
from tests.factories.courses import make_course, make_index
from tests.factories.travel import empty_site, facts, make_rich_course, parts, rewritten, taken

pytestmark = pytest.mark.django_db
FIRST = "modules/ready/lessons/first.yaml"


def brought(file, **kw):
    dry_run = kw.pop("dry_run", False)
    return import_course(io.BytesIO(file), how=How(**kw), dry_run=dry_run)


def files():
    return sorted(str(path) for path in Path(default_storage.location).rglob("*") if path.is_file())


def retitled(file, title="Told anew", name=FIRST):
    return rewritten(file, {name: lambda told: told | {"title": title}})


@pytest.fixture
def sent():
    """A course file, and a site that has never seen the course."""
    file = taken(make_rich_course())
    empty_site()
    return file


def test_a_second_import_changes_nothing(sent):
    brought(sent)
    before = facts()
    outcome = brought(sent)
    assert (outcome.new, outcome.changed, outcome.kept, outcome.problems) == ([], [], [], [])
    assert len(outcome.same) == 8
    assert facts() == before


def test_a_dry_run_says_the_same_and_changes_nothing(sent):
    before, kept = facts(), files()
    outcome = brought(sent, dry_run=True)
    assert (facts(), files()) == (before, kept)
    assert outcome.new == brought(sent).new
    assert "picture: A garden wall" in [name.replace("image", "picture") for name in outcome.new]


def test_a_newer_file_updates_the_same_pages(sent):
    brought(sent)
    keys = list(LessonPage.objects.order_by("path").values_list("pk", flat=True))
    outcome = brought(retitled(sent))
    assert (outcome.changed, outcome.kept, outcome.new) == (["Told anew"], [], [])
    assert list(LessonPage.objects.order_by("path").values_list("pk", flat=True)) == keys
    assert LessonPage.objects.get(slug="first").get_latest_revision_as_object().title == "Told anew"


def test_what_people_read_stays_until_somebody_publishes_the_draft(sent):
    brought(sent, publish=True)
    brought(retitled(sent))
    lesson = LessonPage.objects.get(slug="first")
    assert (lesson.live, lesson.title, lesson.has_unpublished_changes) == (True, "First", True)


def test_what_an_editor_changed_here_stays_unless_told_otherwise(sent):
    brought(sent)
    lesson = LessonPage.objects.get(slug="first").get_latest_revision_as_object()
    lesson.title = "Our own words"
    lesson.save_revision()
    outcome = brought(retitled(sent))
    assert (outcome.kept, outcome.changed) == (["Our own words"], [])
    assert brought(retitled(sent), over=True).changed == ["Told anew"]


def test_an_editor_who_only_published_has_changed_nothing(sent):
    brought(sent)
    lesson = LessonPage.objects.get(slug="first")
    lesson.save_revision().publish()
    assert brought(retitled(sent)).changed == ["Told anew"]


def test_a_page_deleted_here_stays_away_unless_told_otherwise(sent):
    brought(sent)
    LessonPage.objects.get(slug="second").delete()
    assert brought(sent).kept == ["Second (deleted here)"]
    assert brought(sent, over=True).new == ["Second"]


def test_a_course_of_the_same_code_that_was_here_before_is_not_written_over(sent):
    course = make_course(modules=0, code="kindness")
    outcome = brought(sent)
    assert outcome.problems == []
    assert (outcome.kept, outcome.course.pk) == (["Kindness"], course.pk)
    assert CoursePage.objects.get().summary == "What it promises."


def test_under_another_code_it_is_a_course_of_its_own_and_again_the_same(sent):
    brought(sent)
    brought(sent, code="kindness-two")
    assert brought(sent, code="kindness-two").new == []
    assert list(CoursePage.objects.order_by("path").values_list("code", "slug")) == [
        ("kindness", "kindness"),
        ("kindness-two", "kindness-two"),
    ]
    assert len(set(CoursePage.objects.values_list("translation_key", flat=True))) == 2
    copy = CoursePage.objects.get(code="kindness-two")
    first = LessonPage.objects.descendant_of(copy).get(slug="first")
    story = LessonPage.objects.descendant_of(copy).get(slug="second").body[0].value
    assert story["revisit"].pk == first.pk


def test_what_is_published_at_once_passes_the_gates(sent):
    unsafe = rewritten(sent, {FIRST: lambda told: told | {"body": told["body"][1:]}})
    safety = "Put a safety panel into at least one lesson of the course."
    assert brought(unsafe, publish=True).problems == [f"Kindness: {safety}"]
    assert CoursePage.objects.count() == 0
    assert brought(sent, publish=True).problems == []
    course = CoursePage.objects.get()
    pages = course.get_descendants(inclusive=True)
    assert set(pages.values_list("live", flat=True)) == {True}
    assert set(Route.objects.values_list("live", flat=True)) == {True}
    assert Edition.objects.filter(page__in=pages).count() == 6


def test_rows_of_lists_that_are_here_stay_as_they_are(sent):
    EvidenceRecord.objects.create(code="FR1", sentence="Ours.", period_and_kind="2020", caution="None.")
    outcome = brought(sent)
    assert outcome.notes == ["Reads otherwise here, and stays so: evidence record: FR1"]
    assert EvidenceRecord.objects.get().sentence == "Ours."


def test_local_words_that_nobody_filled_are_named(sent, organisation):
    assert brought(sent).notes == ["Fill the local word {hub} for Northbridge Council."]


def test_the_log_says_where_a_course_came_from_once(sent, settings):
    brought(sent)
    brought(sent)
    entry = PageLogEntry.objects.get(action="courses.import_course")
    assert entry.data == {"from": settings.SITE_URL}


def test_a_picture_that_is_here_is_not_brought_twice(sent):
    brought(sent)
    brought(sent, code="kindness-two")
    assert get_image_model().objects.count() == 1


def test_documents_are_scanned_while_no_transaction_waits(sent, monkeypatch):
    before, open_ones = facts(), list(connection.savepoint_ids)

    def refuse(_file):
        assert connection.savepoint_ids == open_ones
        raise NotTaken("It is harmful.")

    monkeypatch.setattr(scan, "check", refuse)
    assert [problem.partition(": ")[2] for problem in brought(sent).problems] == ["It is harmful."]
    assert facts() == before


def test_nothing_is_left_of_an_import_that_breaks_at_its_end(sent, monkeypatch):
    before, kept = facts(), files()
    write = transfer_media.Bringing.write

    def full(media):
        write(media)
        raise OSError("The disk is full.")

    monkeypatch.setattr(transfer_media.Bringing, "write", full)
    with pytest.raises(OSError, match="full"):
        brought(sent)
    assert (facts(), files()) == (before, kept)


REFUSED = {
    "another course has its address": (
        lambda file: rewritten(file, {"course.yaml": lambda told: told | {"slug": "taken"}}),
        "Another course has the address “taken”. Give a new code.",
    ),
    "a field of a newer version": (
        lambda file: rewritten(file, {FIRST: lambda told: told | {"mood": "good"}}),
        f"{FIRST}: there is no field “mood” here.",
    ),
    "a block of a newer version": (
        lambda file: rewritten(file, {FIRST: lambda told: told | {"body": [{"hologram": {}, "id": "a"}]}}),
        f"{FIRST}/body/1: there is no block “hologram” here.",
    ),
    "a block field of a newer version": (
        lambda file: rewritten(file, {FIRST: lambda told: told | {"body": [{"text": {"scent": "tea"}}]}}),
        f"{FIRST}/body/1/text: there is no field “scent” here.",
    ),
    "a picture that is not in the file": (
        lambda file: rewritten(file, {FIRST: lambda told: told | {"body": [{"image": {"image": "a.png"}}]}}),
        f"{FIRST}/body/1/image/image: “a.png” is not in the file.",
    ),
    "two blocks with one id": (
        lambda file: rewritten(file, {FIRST: lambda told: told | {"body": told["body"][:1] * 2}}),
        f"{FIRST}/body/2: this id is not right, or stands twice.",
    ),
    "a choice that there is not": (
        lambda file: rewritten(file, {"course.yaml": lambda told: told | {"kind": "MAGIC"}}),
        "course.yaml/kind: Value 'MAGIC' is not a valid choice.",
    ),
    "a part less": (lambda file: rewritten(file, {FIRST: None}), f"{FIRST} is missing."),
    "a code that is none": (
        lambda file: rewritten(file, {"course.yaml": lambda told: told | {"code": "no code"}}),
        "“no code” is no code. Use letters, numbers and hyphens.",
    ),
    "no key": (lambda file: rewritten(file, {FIRST: lambda told: told | {"key": "x"}}), f"{FIRST} has no key."),
    "a language that is not here": (
        lambda file: rewritten(file, {}, language="xx"),
        "This site has no courses in the language of the file.",
    ),
    "a route without its module": (
        lambda file: rewritten(
            file, {"course.yaml": lambda told: told | {"routes": [told["routes"][0] | {"modules": ["gone"]}]}}
        ),
        "course.yaml/routes/refresh: one of its modules is not here.",
    ),
    "a list that there is not": (
        lambda file: rewritten(file, {"lists.yaml": lambda told: told | {"spells": {}}}),
        "There is no list “spells” here.",
    ),
    "a row that cannot be": (
        lambda file: rewritten(file, {"lists.yaml": lambda told: told | {"resources": {"A map": {"link": "nowhere"}}}}),
        "resources/A map: This field cannot be blank.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_said_and_nothing_changes(sent, name):
    change, words = REFUSED[name]
    make_course(modules=0, code="taken")
    before, kept = facts(), files()
    assert words in brought(change(sent)).problems
    assert (facts(), files()) == (before, kept)


def test_a_code_stays_with_its_course(sent):
    brought(sent)
    moved = rewritten(sent, {"course.yaml": lambda told: told | {"code": "other", "slug": "other"}})
    assert brought(moved).problems == ["This course is here under the code “kindness”. Its code stays."]


def test_without_a_catalogue_there_is_nowhere_to_bring_it(sent):
    Edition.objects.all().delete()
    make_index().delete()
    words = "There is no catalogue here yet. Make it first, with seed_catalogue."
    assert brought(sent).problems == [words]


def test_only_the_tags_of_editors_come_in(sent):
    evil = '<p onclick="x()">Hi<script>x()</script> <a href="javascript:x()">you</a></p>'
    bad = rewritten(sent, {FIRST: lambda told: told | {"body": [{"text": {"text": evil}, "id": "a"}]}})
    brought(bad)
    assert LessonPage.objects.get(slug="first").body[0].value["text"].source == "<p>Hix() you</p>"


def test_a_file_that_is_not_what_its_name_says_is_not_taken(sent):
    name = next(name for name in parts(sent) if name.endswith(".png"))
    outcome = brought(rewritten(sent, {name: b"MZ this is a program"}))
    assert [problem.split(":")[0] for problem in outcome.problems] == [name.removeprefix("media/")]


def test_a_module_that_the_file_does_not_name_stays(sent):
    brought(sent)
    less = rewritten(
        sent,
        {
            "course.yaml": lambda told: told | {"modules": ["ready"], "routes": told["routes"][:1]},
            "modules/observed/module.yaml": None,
            "modules/observed/lessons/third.yaml": None,
        },
    )
    assert brought(less).problems == []
    assert ModulePage.objects.count() == 2


def test_what_it_says_is_yaml_that_a_hand_may_write(sent):
    told = yaml.safe_load(parts(sent)[FIRST])
    short = {"key": told["key"], "title": "By hand", "slug": "first", "body": [{"text": {"text": "<p>Hello.</p>"}}]}
    assert brought(rewritten(sent, {FIRST: short})).problems == []
    assert LessonPage.objects.get(slug="first").minutes == 10
