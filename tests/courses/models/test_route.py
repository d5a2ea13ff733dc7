import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from courses.models import Route
from tests.factories.courses import make_course, make_module, make_route

pytestmark = pytest.mark.django_db


def test_the_rule_of_a_route_is_said_in_words():
    course = make_course(modules=0)
    ready, meeting = make_module(course, title="Ready"), make_module(course, completed_by="ATTENDANCE")
    tries = make_module(course, completed_by="PRACTICE")
    staff = make_route(course, audience="STAFF", modules=[ready, meeting, tries])
    assert staff.rule_in_words == (
        "To finish as staff: do the lessons, come to the session and note 3 conversations within 12 weeks."
    )
    assert make_route(course, audience="RESIDENT", modules=[meeting]).rule_in_words == (
        "To finish as a resident: come to the session."
    )


def test_two_modules_with_the_same_rule_are_told_apart():
    course = make_course(modules=0)
    modules = [make_module(course, title=title) for title in ("Six lessons", "Three doors")]
    assert make_route(course, audience="ANY", modules=modules).rule_in_words == (
        "To finish: do the lessons (“Six lessons”) and do the lessons (“Three doors”)."
    )


def test_validity_is_said_in_words():
    assert Route(validity_months=None).validity_in_words == "It never ends."
    assert Route(validity_months=36).validity_in_words == "It runs for 36 months."


def test_a_code_stands_once_in_a_course():
    course = make_course()
    make_route(course, code="staff")
    with transaction.atomic(), pytest.raises(IntegrityError):
        make_route(course, code="staff")
    assert make_route(make_course(), code="staff").code == "staff"


def test_a_route_is_open_while_it_is_live_and_not_closed():
    course = make_course()
    route = make_route(course)
    make_route(course, closed_on="2026-01-01")
    assert list(Route.objects.open()) == [route]


@pytest.mark.parametrize("closed_on", [None, "2026-01-01"])
def test_a_refresh_renews_another_route_open_or_closed(closed_on):
    course = make_course()
    refresh = make_route(course, name="Refresh")
    make_route(course, name="Staff", renewed_by=refresh, closed_on=closed_on)
    assert [(route.name, route.is_refresh) for route in Route.objects.all()] == [("Refresh", True), ("Staff", False)]


def test_a_route_that_renews_itself_or_an_unpublished_one_is_no_refresh():
    course = make_course()
    alone, renewing = make_route(course, name="Alone"), make_route(course, name="Renewing")
    Route.objects.filter(pk=alone.pk).update(renewed_by=alone)
    make_route(course, renewed_by=renewing).unpublish()
    assert [route.is_refresh for route in Route.objects.open()] == [False, False]


@pytest.mark.parametrize("count", [1, 3])
def test_with_refreshes_says_the_same_in_one_query(django_assert_num_queries, count):
    refresh = make_route(make_course())
    for _number in range(count):
        make_route(refresh.course, renewed_by=refresh)
    with django_assert_num_queries(1):
        found = [route.is_refresh for route in Route.objects.with_refreshes()]
    assert found == [True, *[False] * count] == [route.is_refresh for route in Route.objects.all()]


def test_a_route_protects_its_modules():
    course = make_course(modules=0)
    module = make_module(course)
    make_route(course, modules=[module])
    module.editions.all().delete()
    with pytest.raises(ProtectedError):
        module.delete()
