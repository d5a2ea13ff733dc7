"""Notices, read by oneself or told by somebody."""

from wagtail.models import ModelLogEntry

from people.services.notices import mark_read, put_back
from tests.factories.people import make_notice


def acts() -> list[str]:
    return list(
        ModelLogEntry.objects.filter(action__in=("people.tell", "people.put_back")).values_list("action", flat=True)
    )


def test_reading_one_s_own_notice_is_kept_once_and_is_nobody_else_s_business(caretaker):
    notice = mark_read(message=make_notice(caretaker), by=caretaker)
    first = notice.read_at
    assert first is not None
    assert mark_read(message=notice, by=caretaker).read_at == first
    assert put_back(message=notice, by=caretaker).read_at is None
    assert acts() == []


def test_telling_somebody_is_written_down_once_and_so_is_putting_it_back(caretaker, trainer):
    notice = make_notice(caretaker)
    mark_read(message=notice, by=trainer)
    mark_read(message=notice, by=trainer)
    assert acts() == ["people.tell"]
    line = ModelLogEntry.objects.get(action="people.tell")
    assert (line.user, line.object_id, line.data) == (trainer, str(caretaker.pk), {"message": notice.pk})
    put_back(message=notice, by=trainer)
    put_back(message=notice, by=trainer)
    assert (notice.read_at, sorted(acts())) == (None, ["people.put_back", "people.tell"])


def test_an_e_mail_is_no_notice(officer, trainer):
    letter = make_notice(officer, status="QUEUED", address="omar@example.org")
    assert mark_read(message=letter, by=trainer).read_at is None
    assert acts() == []
