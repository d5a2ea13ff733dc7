"""One's own file has a word of every holding; after being forgotten no table has one. Somebody else's are untouched."""

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from certificates.models import Certificate
from people import registry
from people.models import Message, Reminder, SignIn, User
from people.services import data_files, privacy
from tests.factories.people import make_person
from tests.people.services.test_merging_every_row import fill, rows_of

# Made-up words that stand nowhere else: the name and address of one person, and of another.
MINE = {"given_name": "Quillfeather", "family_name": "Zebrawood", "email": "quillfeather@example.org"}
THEIRS = {"given_name": "Mossgrove", "family_name": "Yarrowfield", "email": "mossgrove@example.org"}
# What each wrote, in tests/people/services/test_merging_every_row.py: made their own here.
WRITTEN = {"learning.Reflection": "text", "learning.Promise": "text", "learning.Question": "text"}
WRITTEN |= {"learning.Obstacle": "text", "cohorts.Booking": "needs"}


# A place that was kept at an address leads to nobody once the address is gone.
NO_LONGER_THEIRS = {"cohorts.Invitation"}


def make_somebody(organisation, **names):
    """A resident with a row of every kind but a post, who wrote their own name into what they wrote."""
    person = make_person(organisation=organisation, **names)
    fill(person)
    for label, field in WRITTEN.items():
        model = apps.get_model(label)
        path = {"learning.Question": "person", "cohorts.Booking": "membership__enrolment__person"}
        own = model.objects.filter(**{path.get(label, "enrolment__person"): person})
        assert own.update(**{field: f"I am {person.given_name}"}) == 1
    return person


def holdings_with_rows(person):
    return {label: rows for label, rows in rows_of(person).items() if rows}


def everywhere():
    """Every cell of every table, as one text for each table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names of our own tables
            found[table] = str(cursor.fetchall()).lower()
    return found


def tables_with(word):
    return sorted(table for table, text in everywhere().items() if word.lower() in text)


@pytest.fixture
def me(organisation):
    return make_somebody(organisation, **MINE)


@pytest.fixture
def other(organisation, me):
    Message.objects.update(subject="For the first", text="The first")  # both have the same letter
    Reminder.objects.update(key="first")
    SignIn.objects.update(session_key="first")
    return make_somebody(organisation, **THEIRS)


def test_the_file_has_every_row_of_every_holding_and_no_word_of_anybody_else(me, other):
    packed = zipfile.ZipFile(io.BytesIO(data_files.pack(person=me)))
    data = json.loads(packed.read("record.json"))["data"]
    page = packed.read("record.html").decode()
    rows = rows_of(me)
    empty = {"people.Assignment", "records.LearningRecord"}  # an employer's, and a resident has none
    assert {label for label, found in rows.items() if not found} <= empty
    for holding in registry.holdings():
        kept = json.loads(json.dumps(holding.collect(me), cls=DjangoJSONEncoder))
        assert data[holding.label]["rows"] == kept, holding.label
        assert str(holding.words) in page
    for word in (*MINE.values(), "I am Quillfeather"):
        assert word in page
    certificate = Certificate.objects.get(holder=me)
    assert packed.read(f"certificates/{certificate.number}.pdf").startswith(b"%PDF")
    for name in packed.namelist():
        text = packed.read(name).decode(errors="ignore").lower()
        assert [word for word in THEIRS.values() if word.lower() in text] == []


def test_after_being_forgotten_no_table_has_the_name_the_address_or_what_was_written(
    me, other, django_capture_on_commit_callbacks
):
    before = everywhere()
    assert all(any(word.lower() in text for text in before.values()) for word in MINE.values())
    theirs = rows_of(other)
    with django_capture_on_commit_callbacks(execute=False):
        privacy.forget(person=me, by=None)
        privacy.forget(person=User.objects.get(pk=me.pk), by=None)
    assert {word: tables_with(word) for word in MINE.values()} == {word: [] for word in MINE.values()}
    assert rows_of(other) == theirs


def test_what_is_said_to_stay_stays_and_what_is_said_to_go_goes(me):
    before = holdings_with_rows(me)
    privacy.forget(person=me, by=None)
    after = rows_of(User.objects.get(pk=me.pk))
    for holding in registry.holdings():
        if holding.label in before and holding.label not in NO_LONGER_THEIRS:
            assert bool(after[holding.label]) == bool(holding.at_leaving), holding.label


def test_what_may_be_kept_is_kept_until_its_day_and_then_goes_as_well(me):
    certificate = Certificate.objects.get(holder=me)
    until = privacy.may_keep_until(person=me)
    privacy.forget(person=me, by=None, sparing=True)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.holder_name) == ("ISSUED", "Quillfeather Zebrawood")
    assert set(tables_with("Quillfeather")) == {"certificates_certificate"}
    assert until > timezone.localdate()
    for _time in range(2):
        privacy.forget_spared(person=User.objects.get(pk=me.pk))
    assert tables_with("Quillfeather") == []


def test_what_is_held_is_counted_by_kind(me):
    held = privacy.held_about(person=me)
    assert {row.holding.label: row.count for row in held} == {
        label: len(rows) for label, rows in holdings_with_rows(me).items()
    }
