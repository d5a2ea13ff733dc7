import pytest

from courses.filters import CatalogueFilter
from courses.models import Audience, CourseLanguage, CoursePage, Topic
from courses.services.catalogue import open_ways
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish

pytestmark = pytest.mark.django_db


def asked(**data):
    return CatalogueFilter(data, ways=open_ways(), courses=CoursePage.objects.live().order_by("path"))


def titles(**data):
    return [course.title for course in asked(**data).qs]


def name_audiences(course, *codes):
    course.audiences.set(Audience.objects.filter(code__in=codes))
    publish(course)


@pytest.fixture
def courses():
    """Alone and short for staff; together for residents; either, for anybody, long."""
    alone = make_course(title="Alone", modules=0)
    make_lesson(make_module(alone), minutes=20)
    make_route(alone, name="Staff", audience="STAFF")
    together = make_course(title="Together", modules=0)
    make_module(together, completed_by="ATTENDANCE", minutes=120)
    make_route(together, name="Resident", audience="RESIDENT")
    long = make_course(title="Long", modules=0)
    day = make_module(long, completed_by="ATTENDANCE", minutes=360)
    make_route(long, name="Anyone", audience="ANY", modules=[day])
    for code in ("council-staff", "resident", "shop"):
        Audience.objects.create(code=code, name=code)
    name_audiences(alone, "council-staff")
    name_audiences(together, "resident", "shop")
    return {"Alone": alone, "Together": together, "Long": long}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, ["Alone", "Together", "Long"]),
        ({"audience": "council-staff"}, ["Alone", "Long"]),
        ({"audience": "resident"}, ["Together", "Long"]),
        ({"audience": "shop"}, ["Together", "Long"]),
        ({"audience": "astronaut"}, ["Alone", "Together", "Long"]),
        ({"time": "30"}, ["Alone"]),
        ({"time": "120"}, ["Alone", "Together"]),
        ({"time": "480"}, ["Alone", "Together", "Long"]),
        ({"how": "phone"}, ["Alone"]),
        ({"how": "room"}, ["Together", "Long"]),
        ({"route": "Anyone"}, ["Long"]),
        ({"audience": "resident", "time": "120", "how": "room"}, ["Together"]),
        ({"audience": "council-staff", "how": "room", "time": "120"}, []),
    ],
)
def test_each_filter_keeps_the_courses_with_a_way_that_fits(courses, data, expected):
    assert titles(**data) == expected


def test_one_and_the_same_way_must_answer_everything(courses):
    short = make_module(courses["Long"], code="short")
    make_lesson(short, minutes=5)
    make_route(courses["Long"], name="Short", audience="RESIDENT", modules=[short])
    assert titles(audience="resident", time="30") == ["Long"]
    assert "Long" not in titles(audience="council-staff", time="30")


def test_a_refresh_counts_only_for_whoever_asks_for_it(courses):
    quick = make_module(courses["Long"], code="quick")
    make_lesson(quick, minutes=5)
    refresh = make_route(courses["Long"], name="Refresh", audience="STAFF", modules=[quick])
    route = courses["Long"].routes.get(name="Anyone")
    route.renewed_by = refresh
    route.save()
    assert titles(time="30") == ["Alone"]
    assert titles(time="30", route="Refresh") == ["Long"]


def test_topics_and_languages_narrow_the_list_and_are_asked_only_where_there_is_a_choice(courses):
    assert {"topic", "language"} & set(asked().filters) == set()
    for title, names in {"Alone": ["safety"], "Long": ["safety", "place"]}.items():
        courses[title].topics.set([Topic.objects.get_or_create(name=name)[0] for name in names])
        publish(courses[title])
    CourseLanguage.objects.create(course=courses["Long"], code="cy")
    assert titles(topic="safety") == ["Alone", "Long"]
    assert titles(topic="place") == ["Long"]
    assert titles(language="cy") == ["Long"]
    assert titles(language="en-gb") == ["Alone", "Together"]
    assert asked(language="cy").chips[0]["label"] == "Language: Welsh"


def test_what_is_no_choice_of_ours_is_left_out(courses):
    found = asked(audience="king", time="banana", page="7", topic="<b>")
    assert (list(found.data), found.chips, found.form.is_valid()) == ([], [], True)
    assert len(found.qs) == 3


def test_chips_say_what_is_in_force_and_lead_to_the_rest(courses):
    assert asked(audience="council-staff", time="120").chips == [
        {"name": "audience", "label": "For me as: council-staff", "url": "?time=120"},
        {"name": "time", "label": "Time I have: Up to 2 hours", "url": "?audience=council-staff"},
    ]


def test_where_nothing_matches_the_filters_in_the_way_are_named(courses):
    ways_out = asked(audience="council-staff", how="room", time="120").ways_out()
    assert [(way["name"], way["count"], way["url"]) for way in ways_out] == [
        ("audience", 1, "?time=120&how=room"),
        ("time", 1, "?audience=council-staff&how=room"),
        ("how", 1, "?audience=council-staff&time=120"),
    ]
