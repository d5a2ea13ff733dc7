import pytest
from django.core.management import call_command
from django.db import connection

from courses.services.catalogue import Way, look_for, open_ways, tell_ways, time_in_words
from tests.factories.courses import make_course, make_lesson, make_module, make_route

pytestmark = pytest.mark.django_db


def build_index():
    """What decision 0017 leaves out of unit tests, built for this one as a real site builds it."""
    call_command("update_index", verbosity=0)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (40, "40 minutes"), (60, "1 hour"), (120, "2 hours"), (161, "2 hours 41 minutes")],
)
def test_time_is_said_in_hours_and_minutes(minutes, words):
    assert time_in_words(minutes) == words


@pytest.mark.parametrize("count", [1, 3])
def test_ways_are_read_in_the_same_queries_however_many(django_assert_num_queries, count):
    for _number in range(count):
        make_route(make_course(modules=2, lessons=2))
    with django_assert_num_queries(4):
        assert len(open_ways()) == count


def test_a_way_counts_its_own_required_lessons_and_its_time_together():
    course = make_course(modules=0)
    ready, other = make_module(course, code="ready"), make_module(course, code="other", lessons=3)
    for slug, required in {"one": True, "two": True, "spare": False}.items():
        make_lesson(ready, slug=slug, minutes=8, required=required)
    meeting = make_module(course, code="meeting", completed_by="ATTENDANCE", minutes=120)
    pairing = make_module(course, code="pairing", completed_by="MENTORING", minutes=60, needed=4)
    make_route(course, name="Alone", modules=[ready])
    make_route(course, name="Together", modules=[ready, meeting])
    make_route(course, name="Paired", audience="RESIDENT", modules=[pairing])
    make_route(course, name="Closed", closed_on="2026-01-01")
    make_route(course, name="Draft").unpublish()
    assert other.minutes_with([]) == 0
    assert open_ways() == [
        Way(course.pk, "Alone", "STAFF", 16, together=False),
        Way(course.pk, "Together", "STAFF", 136, together=True),
        Way(course.pk, "Paired", "RESIDENT", 240, together=True),
    ]


def test_a_card_tells_its_ways_and_keeps_quiet_about_the_refresh():
    course = make_course(modules=1, lessons=0)
    make_lesson(course.get_children().first().specific, minutes=40)
    refresh = make_route(course, name="Refresh")
    make_route(course, name="Staff", renewed_by=refresh)
    assert [(way.name, way.refresh) for way in open_ways()] == [("Refresh", True), ("Staff", False)]
    assert [told.ways_in_words for told in tell_ways([course], open_ways())] == ["Staff, 40 minutes"]


def test_a_course_open_for_a_refresh_only_has_no_words_on_its_card():
    course = make_course()
    make_route(course, name="Staff", renewed_by=make_route(course, name="Refresh"), closed_on="2026-01-01")
    assert [(way.name, way.refresh) for way in open_ways()] == [("Refresh", True)]
    assert [told.ways_in_words for told in tell_ways([course], open_ways())] == [""]


def test_words_are_found_in_courses_modules_and_open_lessons():
    course = make_course(title="Community Connector", modules=0, summary="You practise listening.")
    module = make_module(course, title="Before the kettle", lessons=0)
    lesson = make_lesson(module, title="Open", public=True, blocks=[("text", "<p>Put the kettle on.</p>")])
    make_lesson(module, title="Not open", slug="closed", blocks=[("text", "<p>A secret kettle.</p>")])
    build_index()
    assert look_for("listening").courses == [course.pk]
    found = look_for("kettle")
    assert (found.courses, [page.pk for page in found.inside]) == ([], [module.pk, lesson.pk])
    assert {page.course_above.title for page in found.inside} == {"Community Connector"}


def test_the_last_word_may_be_begun_only():
    course = make_course(title="Community Connector", modules=0, summary="You practise listening.")
    build_index()
    assert look_for("practise liste").courses == [course.pk]
    assert look_for("isten").courses == []


def test_other_forms_of_a_word_are_found_where_the_database_knows_english_and_a_beginning_everywhere():
    course = make_course(title="Everyday mediation", modules=0, summary="You practise mediating.")
    other = make_course(title="Media", modules=0, summary="Pictures and films.")
    build_index()
    everywhere, stemmed = ("mediation", "mediating", "mediat"), ("mediate", "mediates", "practising")
    assert [look_for(form).courses for form in everywhere] == [[course.pk]] * 3
    found = [course.pk] if connection.vendor == "postgresql" else []
    assert [look_for(form).courses for form in stemmed] == [found] * 3
    assert look_for("media").courses == [other.pk, course.pk]


def test_a_course_that_is_not_live_is_never_found_nor_what_lies_in_it():
    course = make_course(title="Kettles", modules=0)
    make_lesson(make_module(course, title="Kettle module"), title="Kettle lesson", public=True)
    build_index()
    course.unpublish()
    found = look_for("kettle")
    assert (found.courses, found.inside) == ([], [])


@pytest.mark.parametrize("words", ["", "   ", '"', "'", "*", "(", "a OR", "NOT", "é'; drop table", "%", "\x00b", "😀"])
def test_no_words_break_the_search(words):
    make_course(title="Community Connector")
    build_index()
    assert look_for(words).inside == []


@pytest.mark.parametrize("count", [1, 3])
def test_looking_takes_the_same_queries_however_much_is_found(django_assert_num_queries, count):
    for number in range(count):
        course = make_course(title=f"Kettle {number}", modules=0)
        make_lesson(make_module(course, title="Kettle module"), title="Kettle lesson", public=True)
    build_index()
    with django_assert_num_queries(7):
        found = look_for("kettle")
    assert (len(found.courses), len(found.inside)) == (count, 2 * count)


def test_many_ways_are_counted_on_a_card_with_the_shortest_time():
    course = make_course(modules=0)
    for number in range(4):
        module = make_module(course, code=f"pack-{number}")
        make_lesson(module, minutes=20 + number)
        make_route(course, name=f"Pack {number}", modules=[module])
    assert [told.ways_in_words for told in tell_ways([course], open_ways())] == ["4 routes, from 20 minutes"]
