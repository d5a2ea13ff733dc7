"""A pack on its page and as a file: for its own learner, made by a press of a button and by nothing else."""

from dataclasses import replace

import pytest
from django.urls import reverse

from jobs.models import Job
from learning.services import pack_files
from learning.views import pack
from press import pdf
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, single

pytestmark = pytest.mark.django_db
EASY = {"text": "You can say no.", "image": None, "alt": ""}


@pytest.fixture
def mine(client, officer, settings, tmp_path, monkeypatch):
    """An enrolment of the officer in a course of one lesson, and the addresses of its pack."""
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}},
    }
    monkeypatch.setattr(pdf, "render", lambda html, **_given: b"%PDF " + html.encode())
    course = make_course(modules=0)
    block = {"type": "text", "id": "t", "value": {"text": "<p>Knock twice.</p>", "easy_read": EASY}}
    lesson = make_lesson(make_module(course), blocks=[block, single()])
    client.force_login(officer)
    enrolment = make_enrolment(officer, make_route(course))
    place = [enrolment.uuid, lesson.get_parent().slug, lesson.slug]
    return {
        "enrolment": enrolment,
        "lesson": [reverse(f"learning:pack{end}", args=place) for end in ("", "_pdf", "_file")],
        "course": [reverse(f"learning:course_pack{end}", args=place[:1]) for end in ("", "_pdf", "_file")],
    }


def test_a_lesson_is_on_its_page_with_boxes_and_its_answers_last(client, mine):
    page = client.get(mine["lesson"][0]).content.decode()
    assert (
        page.index("Knock twice.") < page.index("pack-tick") < page.index("Answers") < page.index("Too much, too soon.")
    )
    assert "Not right" not in page
    assert "pack-large" not in page


def test_the_address_says_how_it_is_printed_and_the_device_where_it_does_not(client, mine):
    page = client.get(mine["lesson"][0] + "?print=large&words=easy").content.decode()
    assert 'class="pack pack-large"' in page
    assert ("You can say no." in page, "Knock twice." in page) == (True, False)
    client.cookies["easy"] = "1"
    assert "You can say no." in client.get(mine["lesson"][0]).content.decode()
    assert "Knock twice." in client.get(mine["lesson"][0] + "?words=all").content.decode()


def test_the_page_of_a_course_links_to_each_lesson(client, mine):
    page = client.get(mine["course"][0])
    assert [[line["url"] for line in row["lessons"]] for row in page.context["rows"]] == [[mine["lesson"][0]]]


@pytest.mark.parametrize("what", ["lesson", "course"])
def test_a_file_is_asked_for_watched_and_taken_away(client, mine, what):
    _page, making, file = mine[what]
    assert "not made yet" in client.get(making).content.decode()
    assert client.get(file).url.startswith(making)
    assert Job.objects.filter(kind="learning.make_pdf").count() == 0
    answer = client.post(making + "?print=large")
    assert answer.url == f"{making}?print=large&words=all"
    state = client.get(answer.url, headers={"Accept": "application/json"}).json()
    assert (state["state"], state["url"]) == ("waiting", answer.url)
    assert "usually ready in a minute" in client.get(answer.url).content.decode()
    job = Job.objects.get(kind="learning.make_pdf")
    assert job.args["large"] is True
    pack_files.make_file(
        wanted=pack_files.Wanted(
            mine["enrolment"],
            None if what == "course" else mine["enrolment"].required_modules.get().module.lessons().get(),
            large=True,
            easy=False,
            language="en-gb",
        )
    )
    assert "Your pack is ready" in client.get(answer.url).content.decode()
    found = client.get(file + "?print=large")
    assert found.headers["Content-Type"] == "application/pdf"
    assert b"Knock twice." in b"".join(found.streaming_content)


def test_a_pack_asks_as_often_for_three_modules_as_for_one(client, officer, django_assert_num_queries):
    client.force_login(officer)
    for modules in (1, 3):
        course = make_course(modules=modules, lessons=2)
        url = reverse("learning:course_pack", args=[make_enrolment(officer, make_route(course)).uuid])
        client.get(url)
        with django_assert_num_queries(6):
            client.get(url)


def test_somebody_elses_pack_and_a_lesson_that_is_not_there_are_no_page(client, mine, resident):
    assert client.get(mine["lesson"][0].replace("lesson-1", "lesson-9")).status_code == 404
    client.force_login(resident)
    for address in [*mine["lesson"], *mine["course"]]:
        assert client.get(address).status_code == 404


def test_many_files_at_once_wait_and_ask_for_no_more_work(client, officer, monkeypatch):
    monkeypatch.setattr(pack, "FILES", replace(pack.FILES, times=1))
    enrolment = make_enrolment(person=officer)
    client.force_login(officer)
    address = reverse("learning:course_pack_pdf", args=[enrolment.uuid])
    client.post(address)
    page = client.post(f"{address}?print=large&words=all", follow=True)
    assert "That is many files at once." in page.content.decode()
    assert Job.objects.filter(kind="learning.make_pdf").count() == 1
