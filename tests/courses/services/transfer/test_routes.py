import io

import pytest

from courses.models import Route
from courses.services.transfer.importing import import_course
from tests.factories.travel import empty_site, make_rich_course, rewritten, taken

pytestmark = pytest.mark.django_db


def routes(change, sent):
    return rewritten(sent, {"course.yaml": lambda told: told | {"routes": change(told["routes"])}})


@pytest.fixture
def sent():
    file = taken(make_rich_course())
    empty_site()
    return file


def test_routes_come_as_drafts_on_the_modules_that_are_here(sent):
    import_course(io.BytesIO(sent))
    found = {route.code: route for route in Route.objects.all()}
    assert {code: route.live for code, route in found.items()} == {"refresh": False, "staff": False}
    assert found["staff"].renewed_by == found["refresh"]
    assert [needed.module.code for needed in found["staff"].route_modules.all()] == ["ready", "observed"]
    assert [role.code for role in found["staff"].suggested_for.all()] == ["caretaker"]


def test_a_route_that_changed_in_the_file_changes_here_and_one_that_changed_here_stays(sent):
    import_course(io.BytesIO(sent))
    ours = Route.objects.get(code="refresh")
    ours.name = "Our refresh"
    ours.save()
    ours.save_revision()
    outcome = import_course(io.BytesIO(routes(lambda told: [route | {"name": "Told anew"} for route in told], sent)))
    assert (outcome.changed, outcome.kept) == (["Kindness: Told anew"], ["Kindness: Our refresh"])
    assert Route.objects.get(code="refresh").name == "Our refresh"


def test_a_route_that_the_file_does_not_name_stays(sent):
    import_course(io.BytesIO(sent))
    import_course(io.BytesIO(routes(lambda told: told[:1], sent)))
    assert Route.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("none", "course.yaml cannot be read."),
        ([{"code": "a", "mood": 1}], "course.yaml/routes/a: there is no field “mood” here."),
        ([{"name": "A"}], "course.yaml/routes/None cannot be read."),
        ([{"code": "a", "validity_months": 0}], "course.yaml/routes/a/validity_months: "),
    ],
)
def test_a_route_that_does_not_fit_is_refused(sent, told, problem):
    outcome = import_course(io.BytesIO(routes(lambda _routes: told, sent)))
    assert [words[: len(problem)] for words in outcome.problems][:1] == [problem]
    assert Route.objects.count() == 0
