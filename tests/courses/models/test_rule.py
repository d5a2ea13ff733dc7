import pytest

from courses.models import ModulePage

pytestmark = pytest.mark.django_db  # a page that is made asks for its content type, once in each process


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
