import pytest

from tests.factories.courses import make_course, make_index, make_route

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_makes_the_same_queries_however_many_courses(client, django_assert_num_queries, count):
    for _number in range(count):
        make_route(make_course(modules=2, lessons=0))
    url = make_index().url
    client.get(url)
    with django_assert_num_queries(16):
        client.get(url)


def test_the_catalogue_shows_each_live_course_with_its_routes(client):
    course = make_course(title="Community Connector", lessons=0)
    make_route(course, name="Resident")
    make_route(course, name="Staff")
    make_course(title="Not yet").unpublish()
    page = client.get(make_index().url).content.decode()
    assert f'<a href="{course.url}">Community Connector</a>' in page
    assert "Resident · Staff" in page
    assert "Not yet" not in page


def test_an_empty_catalogue_says_so(client):
    assert "The first course is being written." in client.get(make_index().url).content.decode()
