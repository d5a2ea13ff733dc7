"""Two entries that are one person become one: nothing is lost, nobody can sign in as the other."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, models, transaction
from wagtail.models import ModelLogEntry

from certificates.models import Certificate
from jobs.models import Job
from learning.models import CourseCompletion, Enrolment
from people import emails, registry
from people.models import Assignment, Message, PersonalCode, User
from people.permissions import TRAINERS
from people.services import accounts, privacy
from people.services.codes import issue_code, person_for_code
from people.services.merging import hand_over_late, merge_people, preview
from records.handlers import publish_record
from records.models import LearningRecord
from tests.factories.certificates import make_certificate
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion
from tests.factories.people import make_person, make_post, make_second_factor

# Columns that say who did something: history, so they stay with the entry that did it.
DOERS = {
    *("people.PersonalCode.person", "people.PersonalCode.issued_by", "people.User.merged_into"),
    *("learning.ModuleCompletion.recorded_by", "learning.ModuleCompletion.revoked_by"),
    *("learning.CourseCompletion.revoked_by", "certificates.Certificate.ended_by", "certificates.CertificateEvent.by"),
    "certificates.NameRequest.decided_by",
    *("cohorts.Session.register_saved_by", "cohorts.Attendance.marked_by", "cohorts.Invitation.invited_by"),
    *("learning.Question.answered_by", "learning.Obstacle.answered_by", "cohorts.PlaceRequest.closed_by"),
    "people.RightsRequest.person",  # who asked to be forgotten is never merged
    "people.HeldForm.person",  # forgotten within the hour, and only that browser could open it
    # Versions never change: a new one names the other entry.
    *("records.LearningRecord.person", "records.Export.requested_by"),
}


@pytest.fixture
def twin(organisation):
    """The caretaker once more, added by name at a session."""
    return make_person(given_name="Kit", organisation=organisation, email=None)


def acts(person):
    rows = ModelLogEntry.objects.filter(object_id=str(person.pk), content_type__model="user", action="people.merge")
    return list(rows.values_list("data", flat=True))


def test_everything_of_the_one_is_the_other_s_and_it_is_written_down_once(officer, twin, administrator):
    done = make_course_completion(make_enrolment(person=twin))
    make_enrolment(person=officer)
    emails.sign_in_details_changed(person=twin, what="A password was set.")
    post = make_post(twin, job_title="Caretaker", ends_on="2025-01-01")
    moved = merge_people(gone=twin, kept=officer, by=administrator)
    assert (moved["learning.Enrolment"], moved["people.Assignment"], moved["people.Message"]) == (1, 1, 1)
    assert Enrolment.objects.filter(person=officer).count() == 2
    assert CourseCompletion.objects.visible_to(officer).get() == done
    assert Assignment.objects.get(pk=post.pk).person == officer
    assert merge_people(gone=twin, kept=officer, by=administrator) == {}
    assert acts(officer) == acts(twin) == [{"gone": twin.pk, "kept": officer.pk, "moved": moved}]


def test_nobody_can_sign_in_as_the_entry_that_went(officer, organisation, administrator):
    gone = make_person(given_name="Omar", organisation=organisation, password="a kettle and a bench", email=None)
    code = issue_code(person=gone, kind=PersonalCode.Kind.RETURN, by=None)
    make_second_factor(gone)
    number = gone.sign_in_number
    merge_people(gone=gone, kept=officer, by=administrator)
    gone.refresh_from_db()
    assert (gone.is_active, gone.has_usable_password(), gone.merged_into) == (False, False, officer)
    assert gone.sign_in_number == number + 1
    assert person_for_code(code) is None
    assert not Authenticator.objects.filter(user=gone).exists()
    for act in (
        lambda: accounts.activate_person(person=gone, by=administrator),
        lambda: accounts.change_address(person=gone, email="om@example.org", by=administrator),
        lambda: accounts.set_groups(person=gone, groups=[TRAINERS], by=administrator),
    ):
        with pytest.raises(accounts.Refused):
            act()


def test_the_database_itself_keeps_a_merged_entry_closed(officer, twin, administrator):
    merge_people(gone=twin, kept=officer, by=administrator)
    for change in ({"is_active": True}, {"email": "kit@example.org"}, {"merged_into": twin}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=twin.pk).update(**change)


def test_certificates_follow_with_their_pages_and_codes(client, officer, twin, administrator):
    certificate = make_certificate(person=twin)
    code, printed = certificate.code, certificate.holder_name
    merge_people(gone=twin, kept=officer, by=administrator)
    certificate.refresh_from_db()
    assert (certificate.holder, certificate.code, certificate.holder_name) == (officer, code, printed)
    assert Certificate.objects.visible_to(officer).count() == 1
    assert printed in client.get(f"/verify/{code}/").content.decode()
    client.force_login(officer)
    assert client.get(f"/certificates/{_key(certificate)}/").status_code == 200


def test_the_records_show_one_person_and_keep_every_date(client, hr, officer, organisation, administrator):
    twin = make_post(make_person(given_name="Om", organisation=organisation), employee_number="77").person
    theirs = make_module_completion(make_enrolment(person=twin))
    ours = make_module_completion(make_enrolment(person=officer), happened_on="2026-03-05")
    publish_all()
    before = set(records().values_list("record_id", "completed_on"))
    assert {theirs.uuid, ours.uuid} <= {record for record, _day in before}
    merge_people(gone=twin, kept=officer, by=administrator)
    publish_all()
    assert set(records().values_list("record_id", "completed_on")) == before
    assert set(records().values_list("person", flat=True)) == {officer.pk}
    client.force_login(hr)
    answer = client.get(f"/records/people/{_key(twin)}/")
    assert (answer.status_code, answer.url) == (302, f"/records/people/{_key(officer)}/")
    page = client.get(answer.url).content.decode()
    assert theirs.title in page
    assert "77" in page


def records():
    return LearningRecord.objects.current()


def publish_all():
    """What a worker would do next."""
    for job in Job.objects.filter(kind="records.publish_record").order_by("pk"):
        publish_record(**job.args)


def _key(row):
    from academy.converters import to_key

    return to_key(getattr(row, "uuid", row.pk))


def test_somebody_without_an_address_gets_the_other_s_and_is_told_once(caretaker, organisation, administrator):
    gone = make_person(given_name="Kit", organisation=organisation, email="kit@example.org")
    number = caretaker.sign_in_number
    merge_people(gone=gone, kept=caretaker, by=administrator)
    caretaker.refresh_from_db()
    assert (caretaker.email, caretaker.sign_in_number) == ("kit@example.org", number + 1)
    assert EmailAddress.objects.get(email="kit@example.org").user == caretaker
    assert [letter.address for letter in Message.objects.filter(person=caretaker)] == ["kit@example.org"]


def test_of_two_addresses_the_kept_one_works_and_both_are_told(officer, organisation, administrator):
    gone = make_person(given_name="Omar", organisation=organisation, email="old@example.org")
    merge_people(gone=gone, kept=officer, by=administrator)
    letters = Message.objects.filter(template="people/emails/details_changed")
    assert {letter.address for letter in letters} == {officer.email, "old@example.org"}
    assert not EmailAddress.objects.filter(email="old@example.org").exists()
    assert "no longer signs you in" in letters.get(address="old@example.org").text


def test_one_main_post_stays_and_nobody_is_their_own_manager(officer, organisation, administrator):
    gone = make_person(given_name="Omar", organisation=organisation, email=None)
    second, led = make_post(gone), make_post(make_person(organisation=organisation), manager=gone)
    Assignment.objects.filter(person=officer).update(manager=gone)
    assert "Both hold a main post" in " ".join(preview(gone=gone, kept=officer).clashes)
    merge_people(gone=gone, kept=officer, by=administrator)
    second.refresh_from_db()
    led.refresh_from_db()
    assert (second.person, second.primary, led.manager) == (officer, False, officer)
    assert not Assignment.objects.filter(person=officer, manager=officer).exists()


def test_the_preview_counts_both_and_changes_nothing(officer, twin):
    make_module_completion(make_enrolment(person=twin))
    rows = {str(row.noun): (row.gone, row.kept) for row in preview(gone=twin, kept=officer).rows}
    assert (rows["Courses taken"], rows["Modules complete"], rows["Posts"]) == ((1, 0), (1, 0), (0, 1))
    assert User.objects.get(pk=twin.pk).merged_into is None


def test_who_cannot_be_merged_is_told_why(officer, twin, trainer, administrator, resident):
    cases = [(officer, officer, "one entry already"), (trainer, officer, "is in a group")]
    merge_people(gone=twin, kept=officer, by=administrator)
    twin.refresh_from_db()
    cases += [(resident, twin, "merged into somebody else"), (twin, resident, "merged into somebody else already")]
    closed = make_person(organisation=officer.organisation, is_active=False)
    cases += [(resident, closed, "Keep the one in use")]
    for gone, kept, words in cases:
        assert words in preview(gone=gone, kept=kept).refusal
        with pytest.raises(accounts.Refused, match=words):
            merge_people(gone=gone, kept=kept, by=administrator)


def test_whoever_was_merged_into_somebody_merged_away_follows(officer, twin, resident, administrator):
    merge_people(gone=twin, kept=officer, by=administrator)
    merge_people(gone=officer, kept=resident, by=administrator)
    twin.refresh_from_db()
    assert twin.merged_into == resident


def test_what_was_written_meanwhile_follows_by_job(officer, twin, administrator):
    merge_people(gone=twin, kept=officer, by=administrator)
    assert Job.objects.get(kind="people.hand_over").args == {"gone": twin.pk}
    late = make_enrolment(person=twin)
    twin.refresh_from_db()
    assert hand_over_late(gone=twin) == 1
    late.refresh_from_db()
    assert (late.person, hand_over_late(gone=twin)) == (officer, 0)


def test_collecting_and_forgetting_take_both_entries(officer, twin, administrator):
    merge_people(gone=twin, kept=officer, by=administrator)
    for entry in (officer, User.objects.get(pk=twin.pk)):
        assert len(privacy.collect(person=entry, by=administrator)["people.User"]["rows"]) == 2
    privacy.forget(person=officer, by=administrator)
    assert set(User.objects.filter(pk__in=[officer.pk, twin.pk]).values_list("given_name", flat=True)) == {"Somebody"}


def test_every_column_that_names_a_person_moves_or_is_known_to_stay(officer, twin, administrator):
    make_certificate(person=twin)
    moving = {holding.label for holding in registry.holdings() if holding.hand_over}
    for holding in registry.holdings():
        for field in holding.model._meta.concrete_fields:
            ours = holding.model._meta.app_label not in {"account", "mfa"}
            if field.is_relation and field.related_model is User and ours:
                name = f"{holding.label}.{field.name}"
                assert name in DOERS or holding.label in moving, name
    merge_people(gone=twin, kept=officer, by=administrator)
    for model in (holding.model for holding in registry.holdings()):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is User:
                left = model._default_manager.filter(**{field.name: twin}).count()
                assert left == 0 or f"{model._meta.label}.{field.name}" in DOERS, f"{model} {field}"
