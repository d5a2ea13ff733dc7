"""The letters of records."""

import pytest

from people.models import Message
from people.permissions import HR
from records import emails
from tests.factories.people import make_person
from tests.factories.records import make_export

pytestmark = pytest.mark.django_db


def test_export_ready_carries_a_link_and_never_the_file():
    export = make_export(make_person(given_name="Hana", groups=[HR]), rows_total=412)
    emails.export_ready(export=export)
    emails.export_ready(export=export)
    message = Message.objects.get(key=f"export-ready:{export.uuid}")
    assert message.subject == "Your export is ready (412 rows)"
    assert "/records/exports/" in message.text
    assert "Yearly report" in message.text
