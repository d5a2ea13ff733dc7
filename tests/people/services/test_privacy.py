"""Collecting and forgetting, over all apps."""

import pytest
from wagtail.models import ModelLogEntry

from people.models import User
from people.services import accounts, privacy


def test_collect_walks_every_app_and_is_logged(officer, administrator):
    found = privacy.collect(person=officer, by=administrator)
    assert found["people.User"]["rows"][0]["given_name"] == officer.given_name
    assert ModelLogEntry.objects.get(action="people.collect_data").user == administrator


def test_forget_closes_the_account_and_can_be_asked_twice(officer, administrator):
    for _time in range(2):
        done = privacy.forget(person=officer, by=administrator)
    assert all(isinstance(sentence, str) for sentence in done)
    gone = User.objects.get(pk=officer.pk)
    assert (gone.is_active, gone.email, gone.given_name) == (False, None, "Somebody")


def test_the_last_administrator_cannot_be_forgotten(administrator):
    with pytest.raises(accounts.Refused):
        privacy.forget(person=administrator, by=administrator)
    administrator.refresh_from_db()
    assert administrator.given_name == "Ada"
