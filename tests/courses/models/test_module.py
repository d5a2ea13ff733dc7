import pytest

from courses.models import ModulePage
from tests.factories.courses import make_course, make_lesson, make_module

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"completed_by": "LESSONS"}, "Do the lessons."),
        ({"completed_by": "ATTENDANCE"}, "Come to the session."),
        ({"completed_by": "PRACTICE", "needed": 3, "within_days": 84}, "Note 3 conversations within 12 weeks."),
        ({"completed_by": "PRACTICE", "needed": 1, "within_days": 7}, "Note 1 conversation within 1 week."),
        ({"completed_by": "PRACTICE", "needed": 2, "within_days": 10}, "Note 2 conversations within 10 days."),
        ({"completed_by": "PRACTICE", "needed": 2}, "Note 2 conversations."),
        ({"completed_by": "OBSERVATION"}, "Show what you can do to somebody who watches."),
        ({"completed_by": "MENTORING", "needed": 4}, "Hold 4 meetings."),
        ({"completed_by": "GRANT"}, "Show your trainer that you can do it."),
    ],
)
def test_the_rule_is_said_in_words(settings, words):
    assert ModulePage(**settings).rule_in_words == words


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
