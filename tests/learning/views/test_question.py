import uuid

import pytest
from django.urls import reverse

from learning.models import Question
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.learning import make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db
NEW = reverse("learning:ask")


def form(**facts):
    return {"text": "The day is wrong.", "to": "OFFICE", "form_key": str(uuid.uuid4())} | facts


def test_a_question_is_kept_and_stands_on_the_record(client, resident):
    client.force_login(resident)
    sent = form()
    answers = [client.post(NEW, sent) for _again in range(2)]
    assert [each.url for each in answers] == [reverse("learning:record")] * 2
    assert Question.objects.get().text == "The day is wrong."
    page = client.get(reverse("learning:record")).content.decode()
    assert "The day is wrong." in page
    assert "Waiting for an answer" in page
    assert "You asked " in page


def test_a_word_about_anything_is_not_asked_as_if_something_were_wrong(client, resident):
    client.force_login(resident)
    page = client.get(NEW, {"tell": "yes"}).content.decode()
    assert "What would you like to ask or tell?" in page
    assert "wrong" not in page
    assert "Write a few words" in client.post(f"{NEW}?tell=yes", form(text="")).content.decode()
    client.post(f"{NEW}?tell=yes", form(text="The soup was good."))
    assert Question.objects.get().text == "The soup was good."


def test_the_page_says_what_it_is_about(client, resident):
    completion = make_module_completion(make_enrolment(resident, modules=2))
    client.force_login(resident)
    about = client.get(NEW, {"about": str(completion.uuid)}).content.decode()
    course = client.get(NEW, {"course": str(completion.enrolment.uuid)}).content.decode()
    assert f"About “{completion.title}”, 4 March 2026." in " ".join(about.split())
    assert f"About “{completion.enrolment.course.title}”." in " ".join(course.split())
    client.post(f"{NEW}?about={completion.uuid}", form())
    assert Question.objects.get().completion == completion


def test_where_two_fit_the_learner_chooses(client, officer, trainer):
    completion = make_module_completion(make_enrolment(officer, modules=2, route=None))
    make_member(make_cohort(route=completion.enrolment.route, trainers=[trainer]), enrolment=completion.enrolment)
    client.force_login(officer)
    page = client.get(NEW, {"about": str(completion.uuid)})
    fits = [value for value, _label in page.context["form"].fields["to"].choices]
    assert page.context["only"] == ("" if len(fits) > 1 else "My trainer")
    assert fits[0] == "TRAINER"


@pytest.mark.parametrize("wrong", [{"text": ""}, {"to": "HR"}])
def test_what_is_missing_is_said_and_nothing_is_kept(client, resident, wrong):
    client.force_login(resident)
    answer = client.post(NEW, form(**wrong))
    assert "<title>Error:" in answer.content.decode()
    assert Question.objects.count() == 0


def test_a_form_of_somebody_else_is_refused_in_words(client, resident, officer):
    sent = form()
    client.force_login(officer)
    client.post(NEW, sent)
    client.force_login(resident)
    assert "This form was used before." in client.post(NEW, sent).content.decode()


@pytest.mark.parametrize("name", ["about", "course"])
def test_what_is_not_mine_or_no_key_at_all_is_unknown(client, resident, officer, name):
    completion = make_module_completion(make_enrolment(officer))
    strange = {"about": completion.uuid, "course": completion.enrolment.uuid}[name]
    client.force_login(resident)
    assert [client.get(NEW, {name: key}).status_code for key in (strange, "zebra")] == [404, 404]
