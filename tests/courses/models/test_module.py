import pytest

from tests.factories.courses import make_course, make_lesson, make_module

pytestmark = pytest.mark.django_db


def test_the_module_page_says_what_it_asks_and_whom_to_ring(client):
    module = make_module(make_course(modules=0), completed_by="ATTENDANCE", why_in_person="A screen cannot nod.")
    make_lesson(module, title="Bring a story", required=False, minutes=1)
    page = client.get(module.url).content.decode()
    for words in ("Come to the session.", "120 minutes", "A screen cannot nod.", "Bring a story", "1 minute", "ring"):
        assert words in page, words
    assert "if you like" in page


def test_a_module_of_lessons_without_a_required_one_stops_a_route():
    module = make_module(make_course(modules=0))
    make_lesson(module, required=False)
    assert [str(problem) for problem in module.problems()] == [
        "A module completed by lessons needs at least one required lesson."
    ]
    make_lesson(module)
    assert module.problems() == []
