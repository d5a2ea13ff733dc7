"""The catalogue: cards, filters in the address, words found inside courses."""

import pytest
from django.core.management import call_command

from courses.models import Audience, Topic
from tests.factories.courses import make_course, make_index, make_lesson, make_module, make_route, publish

pytestmark = pytest.mark.django_db
QUERIES = {"/courses/": 16, "/courses/?audience=council-staff&time=30": 17, "/courses/?q=course": 24}


def words(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


AUDIENCES = {"council-staff": "Council staff", "resident": "Resident"}


def several(count):
    audiences = [
        Audience.objects.get_or_create(code=code, defaults={"name": name})[0] for code, name in AUDIENCES.items()
    ]
    for number in range(count):
        course = make_course(title=f"Course {number}", modules=0)
        course.audiences.set(audiences)
        course = publish(course)
        make_lesson(make_module(course), minutes=20)
        make_route(course, name="Staff")


@pytest.mark.parametrize("address", QUERIES)
def test_the_catalogue_asks_the_same_questions_for_one_and_for_three(client, django_assert_num_queries, address):
    counted = []
    for count in (1, 2):
        several(count)
        call_command("update_index", verbosity=0)
        client.get(address)
        with django_assert_num_queries(QUERIES[address]):
            answer = client.get(address)
        counted.append(len(answer.context["courses"]))
    assert counted == [1, 3]


def test_one_course_needs_no_filter(client):
    several(1)
    page = words(client, "/courses/")
    assert ("Staff, 20 minutes" in page, "For me as" in page, 'id="topics"' in page) == (True, False, False)


def test_several_courses_have_filters_that_live_in_the_address(client):
    several(2)
    page = words(client, "/courses/?audience=council-staff")
    for line in ("2 courses", "For me as: Council staff", "Clear filters", '<option value="council-staff" selected>'):
        assert line in page, line


def test_topics_are_links_and_the_one_in_hand_is_marked(client):
    for title, topic in {"Alpha": "safety", "Beta": "place"}.items():
        course = make_course(title=title)
        course.topics.set([Topic.objects.create(name=topic)])
        publish(course)
    answer = client.get("/courses/?topic=safety")
    assert [course.title for course in answer.context["courses"]] == ["Alpha"]
    page = answer.content.decode()
    assert page.count('aria-current="true"') == 1
    assert 'href="?topic=place"' in page


def test_no_match_names_the_filter_to_drop(client):
    several(2)
    page = words(client, "/courses/?audience=resident&time=30")
    assert "No course matches all of that" in page
    assert "Take away “For me as: Resident”" in page
    assert "Take away “Time I have" not in page


def test_words_that_stand_nowhere_lead_back_to_all(client):
    several(2)
    call_command("update_index", verbosity=0)
    assert "Nothing matches. Try other words, or see all courses." in words(client, "/courses/?q=zebra")


def test_what_is_found_inside_a_course_says_which(client):
    course = make_course(title="Community Connector", modules=0)
    module = make_module(course, title="Kettles")
    lesson = make_lesson(module, title="Tea", public=True, blocks=[("text", "<p>A kettle.</p>")])
    call_command("update_index", verbosity=0)
    answer = client.get("/courses/?q=kettle")
    page = " ".join(answer.content.decode().split())
    assert list(answer.context["courses"]) == []
    assert "Lesson in Community Connector" in page
    assert f'<a href="{lesson.url}">Tea</a>' in page
    assert '<meta name="robots"' in page


def test_the_search_box_keeps_the_other_filters(client):
    several(2)
    page = words(client, "/courses/?audience=council-staff")
    assert '<input type="hidden" name="audience" value="council-staff">' in page


def test_the_page_has_one_heading_and_its_address_without_filters(client):
    several(2)
    page = words(client, "/courses/?time=30")
    assert page.count("<h1") == 1
    assert f'<link rel="canonical" href="http://localhost{make_index().url}">' in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_catalogue_is_only_read(client, method):
    make_index()
    assert getattr(client, method)("/courses/").status_code == 405
