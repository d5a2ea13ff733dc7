import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.models import CourseCompletion, ModuleCompletion, Reflection
from people.models import PersonalCode
from people.services.codes import person_for_code
from tests.factories.cohorts import make_attendance, make_cohort, make_member, make_session
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_module_completion

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainer):
    course = make_course(modules=0)
    make_module(course, completed_by="ATTENDANCE", title="The session", code="session")
    make_module(course, completed_by="GRANT", title="Co-hosting", code="co-hosting")
    return make_cohort(route=make_route(course), organisation=trainer.organisation, trainers=[trainer])


@pytest.fixture
def member(cohort, mentor):
    return make_member(cohort, mentor)


@pytest.fixture
def signed_in(client, trainer):
    client.force_login(trainer)
    return client


def address(member, name: str = "member", *more) -> str:
    return reverse(f"cohorts:{name}", args=[member.cohort.uuid, member.uuid, *more])


def test_the_page_has_every_module_with_what_is_there_and_what_is_missing(signed_in, member):
    make_attendance(make_session(member.cohort), member)
    make_module_completion(member.enrolment, line="At the session, by the register")
    response = signed_in.get(address(member))
    assert [(one.module.title, one.complete) for one in response.context["modules"]] == [
        ("The session", True),
        ("Co-hosting", False),
    ]
    page = " ".join(response.content.decode().split())
    assert "1 of 2 modules complete" in page
    assert "At the session, by the register" in page


def test_a_grant_says_first_that_it_completes_the_course_and_then_does(signed_in, member, trainer):
    make_module_completion(member.enrolment)
    page = signed_in.get(address(member, "grant", "co-hosting"))
    assert b"This also completes the course" in page.content
    assert b"This also completes" not in signed_in.get(address(member, "grant", "session")).content
    response = signed_in.post(address(member, "grant", "co-hosting"), {"reason": "She co-hosted in May."})
    assert response.url == address(member)
    granted = ModuleCompletion.objects.get(evidence="GRANT")
    assert (granted.reason, granted.recorded_by, granted.title) == ("She co-hosted in May.", trainer, "Co-hosting")
    assert CourseCompletion.objects.standing().count() == 1
    signed_in.post(address(member, "grant", "co-hosting"), {"reason": "Again."})
    assert ModuleCompletion.objects.count() == 2


def test_a_grant_needs_a_reason_and_a_module_of_the_route(signed_in, member):
    response = signed_in.post(address(member, "grant", "session"), {"reason": " "})
    assert response.context["form"].errors == {"reason": ["Type the reason"]}
    assert signed_in.post(address(member, "grant", "another"), {"reason": "So."}).status_code == 404
    assert ModuleCompletion.objects.count() == 0


def test_a_grant_that_leaves_something_missing_promises_no_certificate(signed_in, member):
    assert len(signed_in.get(address(member, "grant", "session")).context["what_will"]) == 1


def test_undoing_says_what_rests_on_it_and_keeps_the_reason(signed_in, member, trainer):
    for module in member.enrolment.required_modules.all():
        make_module_completion(member.enrolment, module.module)
    completion = ModuleCompletion.objects.get(title="The session")
    page = signed_in.get(address(member, "withdraw", completion.uuid))
    assert b"The course completion and its certificate are withdrawn too." in page.content
    assert signed_in.post(address(member, "withdraw", completion.uuid), {}).context["form"].errors == {
        "reason": ["Type the reason"]
    }
    for _number in range(2):
        signed_in.post(address(member, "withdraw", completion.uuid), {"reason": "Somebody else."})
    completion.refresh_from_db()
    assert (completion.revoked_by, completion.revoked_why) == (trainer, "Somebody else.")
    assert CourseCompletion.objects.standing().count() == 0


def test_somebody_else_s_completion_is_404_here(signed_in, member):
    other = make_module_completion(make_member(member.cohort).enrolment)
    response = signed_in.post(address(member, "withdraw", other.uuid), {"reason": "So."})
    assert (response.status_code, ModuleCompletion.objects.standing().count()) == (404, 1)


def test_a_new_slip_is_shown_once_and_replaces_the_one_before(signed_in, member):
    codes = []
    for kind in ("RETURN", "RETURN", "CLAIM"):
        response = signed_in.post(address(member, "new_code"), {"kind": kind})
        codes.append(re.search(r'<code class="code">([A-Z0-9 ]+)</code>', response.content.decode())[1])
    assert [person_for_code(code) is not None for code in codes] == [False, True, True]
    assert ("no-store" in response["Cache-Control"], response["Referrer-Policy"]) == (True, "strict-origin")


def test_nobody_with_an_e_mail_gets_a_code_on_paper(signed_in, cohort, officer):
    member = make_member(cohort, officer)
    assert signed_in.get(address(member)).context["may_make_code"] is False
    assert signed_in.post(address(member, "new_code"), {"kind": "RETURN"}).status_code == 403
    assert PersonalCode.objects.count() == 0


@pytest.mark.parametrize("who", ["other_trainer", "officer", "outsider"])
def test_anybody_else_gets_404_and_changes_nothing(client, member, who, request):
    completion = make_module_completion(member.enrolment)
    client.force_login(request.getfixturevalue(who))
    posts = [
        (address(member, "grant", "co-hosting"), {"reason": "So."}),
        (address(member, "withdraw", completion.uuid), {"reason": "So."}),
        (address(member, "new_code"), {"kind": "RETURN"}),
    ]
    assert [client.post(page, data).status_code for page, data in posts] == [404] * 3
    assert client.get(address(member)).status_code == 404
    assert (ModuleCompletion.objects.standing().count(), PersonalCode.objects.count()) == (1, 0)


def test_a_member_of_another_cohort_is_404(signed_in, member, trainer):
    other = make_cohort(trainers=[trainer])
    page = reverse("cohorts:member", args=[other.uuid, member.uuid])
    assert signed_in.get(page).status_code == 404
    assert signed_in.get(reverse("cohorts:member", args=[other.uuid, uuid.uuid4()])).status_code == 404


def test_a_trainer_reads_what_is_shared_and_nothing_else_that_was_written(signed_in, member, administrator):
    lesson = make_lesson(make_module(member.cohort.course))
    facts = {"enrolment": member.enrolment, "lesson": lesson}
    Reflection.objects.create(**facts, block_id="r-one", text="She asked first", shared_at=timezone.now())
    Reflection.objects.create(**facts, block_id="r-two", text="Mine alone")
    page = signed_in.get(address(member)).content.decode()
    assert ("She asked first" in page, "Mine alone" in page) == (True, False)
    signed_in.force_login(administrator)
    assert "She asked first" not in signed_in.get(address(member)).content.decode()
