import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.forms import transfer
from courses.models import CoursePage, Route
from people.permissions import ADMINISTRATORS
from tests.factories.courses import make_course
from tests.factories.people import make_person
from tests.factories.travel import empty_site, facts, make_rich_course, parts, rewritten, taken

pytestmark = pytest.mark.django_db
EXPORT, COPY, IMPORT, LOOK = (f"course_files:{name}" for name in ("export", "copy", "index", "look"))


@pytest.fixture
def office(client, administrator):
    client.force_login(administrator)
    return client


def sent_to(client, file, **more):
    upload = SimpleUploadedFile("kindness.zip", file, "application/zip")
    return client.post(reverse(IMPORT), {"file": upload, **more})


def page_of(response):
    return " ".join(response.content.decode().split())


def test_an_editor_takes_a_course_away_as_a_file(cms):
    course = make_rich_course()
    response = cms.get(reverse(EXPORT, args=[course.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="kindness.zip"'
    assert response["Cache-Control"].startswith("private, no-store")
    assert parts(b"".join(response.streaming_content)) == parts(taken(course))


def test_the_button_stands_on_the_page_of_a_course(cms):
    course = make_course()
    page = cms.get(reverse("wagtailadmin_explore", args=[course.pk])).content.decode()
    assert reverse(EXPORT, args=[course.pk]) in page


def test_a_course_that_cannot_travel_says_why(cms):
    course = make_course()
    course.unpublish()
    page = cms.get(reverse(EXPORT, args=[course.pk]), {"live": "1"}, follow=True).content.decode()
    assert "is not published" in page


def test_a_copy_asks_for_a_code_and_is_made_once(cms):
    course = make_rich_course()
    asked = cms.get(reverse("wagtailadmin_pages:copy", args=[course.pk]), follow=True)
    assert asked.redirect_chain == [(reverse(COPY, args=[course.pk]), 302)]
    given = {"title": "Kindness for two", "code": "kindness-two", "key": asked.context["form"]["key"].value()}
    for _time in "12":
        assert cms.post(reverse(COPY, args=[course.pk]), given).status_code == 302
    copy = CoursePage.objects.get(code="kindness-two")
    assert (copy.title, copy.owner.given_name, copy.live) == ("Kindness for two", "Edie", False)
    assert Route.objects.filter(course=copy).count() == 2


def test_a_copy_under_a_code_that_is_taken_is_asked_again(cms):
    course = make_course(code="kindness")
    given = {"title": "Again", "code": "kindness", "key": str(uuid.uuid4())}
    page = page_of(cms.post(reverse(COPY, args=[course.pk]), given))
    assert "Another course has the code “kindness”." in page
    assert CoursePage.objects.count() == 1


def test_an_administrator_sees_what_would_happen_and_then_brings_it_in(office):
    file = taken(make_rich_course())
    empty_site()
    before = facts()
    look = sent_to(office, file)
    page = page_of(office.get(look.url))
    assert "What would happen to “Kindness”" in page
    assert facts() == before
    done = office.post(look.url)
    course = CoursePage.objects.get()
    assert done.url == reverse("wagtailadmin_explore", args=[course.pk])
    assert (course.live, course.owner.given_name) == (False, "Ada")
    assert office.get(look.url).status_code == 404


def test_it_may_become_a_course_of_its_own(office):
    look = sent_to(office, taken(make_rich_course()), code="kindness-two")
    assert look.url.endswith("?code=kindness-two")
    office.post(look.url.split("?")[0], {"code": "kindness-two"})
    assert set(CoursePage.objects.values_list("code", flat=True)) == {"kindness", "kindness-two"}


def test_what_was_changed_here_is_named_and_written_over_only_when_asked(office):
    course = make_course(code="kindness")
    file = rewritten(taken(course), {"course.yaml": lambda told: told | {"summary": "Another promise."}})
    look = sent_to(office, file)
    page = page_of(office.get(look.url))
    assert "Kept as it is here, because somebody changed it (1)" in page
    assert "Nothing. This site has all of it already." in page
    assert "Changed (1)" in page_of(office.get(look.url, {"over": "1"}))
    office.post(look.url, {"over": "1"})
    assert CoursePage.objects.get().get_latest_revision_as_object().summary == "Another promise."


def test_a_file_that_is_not_right_is_refused_with_its_reasons(office):
    look = sent_to(office, b"PK not a zip")
    page = page_of(office.get(look.url))
    assert "This is not a whole course file. It may have been cut on its way." in page
    assert "Look again" not in page  # writing over would not make it whole
    assert office.post(look.url).status_code == 200
    assert CoursePage.objects.count() == 0


def test_without_a_file_the_form_says_so(office):
    assert "Choose the course file." in page_of(office.post(reverse(IMPORT), {}))


def test_a_file_over_500_mb_is_for_the_command(office, monkeypatch):
    monkeypatch.setattr(transfer, "MOST_HERE", 10)
    page = page_of(sent_to(office, b"more than ten"))
    assert "bring it in with the command import_course." in page


def test_whoever_signed_in_long_ago_is_asked_again_before_it_is_brought_in(office, administrator):
    file = taken(make_rich_course())
    empty_site()
    administrator.set_password("kettle bench noticeboard")
    administrator.save()
    office.force_login(administrator)
    look = sent_to(office, file)
    session = office.session
    session["signed_in_at"] = session["seen_at"] = int(time.time()) - 16 * 60
    session.save()
    assert office.get(look.url).status_code == 200
    asked = office.post(look.url)
    assert (asked.status_code, asked.url.split("?")[0]) == (302, "/accounts/reauthenticate/")
    assert CoursePage.objects.count() == 0
    office.post(asked.url, {"password": "kettle bench noticeboard"})
    assert CoursePage.objects.count() == 1


def test_nobody_sees_the_file_of_somebody_else(office, client):
    look = sent_to(office, taken(make_course()))
    client.force_login(make_person(groups=[ADMINISTRATORS]))
    assert client.get(look.url).status_code == 404


def test_an_editor_imports_nothing(cms):
    file = taken(make_course(code="kindness"))
    looked, asked, done = (
        cms.get(reverse(IMPORT)),
        sent_to(cms, file),
        cms.post(reverse(LOOK, args=[uuid.uuid4()])),
    )
    assert [answer.url for answer in (looked, asked, done)] == [reverse("wagtailadmin_home")] * 3
    assert CoursePage.objects.count() == 1


@pytest.mark.parametrize("name", [EXPORT, COPY])
def test_a_trainer_takes_nothing_away_and_copies_nothing(client, trainer, name):
    course = make_course()
    client.force_login(trainer)
    assert client.get(reverse(name, args=[course.pk])).status_code == 403
    assert CoursePage.objects.count() == 1


def test_the_menu_shows_the_import_to_administrators_alone(client, administrator, editor):
    seen = []
    for person in (administrator, editor):
        client.force_login(person)
        seen.append(reverse(IMPORT) in client.get(reverse("wagtailadmin_home")).content.decode())
    assert seen == [True, False]
