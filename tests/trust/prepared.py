"""The demonstration brought so far that every page has something to show."""

import datetime
import uuid

from django.utils import timezone

from academy.demo.playing import practise
from certificates.models import Certificate
from certificates.services.produce import produce
from cohorts.models import Cohort
from cohorts.services.adding import add_walk_in
from cohorts.services.joining import join
from jobs.models import Job
from jobs.services import run
from people.models import User
from people.services.merging import merge_people
from records.models import Export
from tests.factories.cohorts import make_invitation
from tests.factories.people import make_person, make_second_factor
from tests.trust.place import person
from tests.trust.places_asking import prepare_asking
from tests.trust.places_pairing import prepare_pairings

WALK_IN = "Odile Hart"


def walk_in() -> User:
    """Somebody without an e-mail address."""
    return User.objects.get(given_name=WALK_IN.split()[0], email__isnull=True)


def prepare() -> None:
    """What the demonstration leaves to do, done: somebody on the way, a certificate, exports in each state."""
    tamsin, teacup = person("trainer"), Cohort.objects.get(join_code="TEACUP")
    place = join(cohort=teacup, person=person("learner"), by=person("learner"))
    practise(place.enrolment, 2)
    make_second_factor(person("editor"))
    add_walk_in(cohort=teacup, name=WALK_IN, form_key=uuid.uuid4(), by=tamsin)
    make_invitation(teacup, token="kept", invited_by=tamsin)
    make_invitation(teacup, token="over", invited_by=tamsin, name="Ines", expires_at=timezone.now())
    prepare_pairings()
    for job in Job.objects.filter(kind__in=["certificates.award", "records.publish_record"]):
        run(job.pk)
    produce(certificate=Certificate.objects.get(holder=person("wilf")))
    twin = make_person(given_name="Wilf", organisation=tamsin.organisation, email=None)
    merge_people(gone=twin, kept=person("wilf"), by=person("admin"))
    prepare_asking()
    facts = {
        "organisation": tamsin.organisation,
        "requested_by": person("hr"),
        "purpose": Export.Purpose.REPORT,
        "to_seq": 10**6,
    }
    made = {"until": timezone.now() + datetime.timedelta(days=7), "size": 9_000, "file": "x.xlsx", "sha256": "0" * 64}
    for state in Export.State.values:
        row = facts | {"form_key": uuid.uuid4(), "state": state, "rows_total": 9, "purpose_note": "The yearly report"}
        Export.objects.create(**row | (made if state == Export.State.READY else {}))
