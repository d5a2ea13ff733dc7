"""An organisation is closed and opened again; nothing of it is removed."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from people.models import Organisation, User
from people.services.organisations import close_organisation, open_organisation


def test_a_closed_organisation_keeps_its_people_and_is_not_offered(organisation, officer, administrator):
    for _time in range(2):
        close_organisation(organisation=organisation, by=administrator)
    assert organisation.closed_on is not None
    assert organisation not in Organisation.objects.open()
    assert User.objects.active().filter(pk=officer.pk).exists()
    for _time in range(2):
        open_organisation(organisation=organisation, by=administrator)
    assert organisation in Organisation.objects.open()
    acts = ModelLogEntry.objects.filter(object_id=str(organisation.pk), content_type__model="organisation")
    assert list(acts.order_by("pk").values_list("action", flat=True)) == [
        "people.close_organisation",
        "people.open_organisation",
    ]


def test_the_database_refuses_one_that_is_closed_and_open(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(closed_on="2026-11-22")
