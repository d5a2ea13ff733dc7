import datetime

from django.utils import timezone

from academy.demo.clock import at

LAST_SPRING = datetime.datetime(2026, 3, 4, 14, tzinfo=datetime.UTC)


def test_inside_it_is_the_moment_and_afterwards_it_is_today():
    today = timezone.localdate()
    with at(LAST_SPRING):
        assert timezone.now() == LAST_SPRING
        assert timezone.localdate() == datetime.date(2026, 3, 4)
    assert timezone.localdate() >= today


def test_a_moment_to_come_is_now():
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with at(tomorrow):
        assert timezone.now() < tomorrow
