"""Lesson feedback under /cms/: editors read counts, and nothing that belongs to a person reaches the pages."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.models import CoursePage, LessonPage
from learning.models import (
    ConfidenceAnswer,
    LessonFeedback,
    LessonProgress,
    PracticeEntry,
    Promise,
    QuizAttempt,
    Reflection,
    ScenarioRun,
)
from people.models import User
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, reflection, single, text
from tests.factories.people import make_person, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> LessonPage:
    """A question and a reflection."""
    module = make_module(make_course(modules=0, title="Connector"), title="Ready")
    return make_lesson(module, title="Listen", blocks=[text("t"), single("q"), reflection("r")])


def course_of(lesson: LessonPage) -> CoursePage:
    """The course of the lesson."""
    return lesson.get_parent().get_parent().specific


def learn(lesson: LessonPage, people: int) -> None:
    """So many people finish in nine minutes. Every private field holds a word that begins with canary."""
    course = course_of(lesson)
    route = course.routes.first() or make_route(course)
    now = timezone.now()
    for number in range(people):
        canary = f"canary{number}"
        person = make_person(given_name=canary, family_name=f"{canary}-name", email=f"{canary}@example.org")
        make_post(person, job_title=f"{canary}-job")
        enrolment = make_enrolment(person, route)
        place = {"enrolment": enrolment, "lesson": lesson}
        LessonProgress.objects.create(**place, started_at=now, finished_at=now + datetime.timedelta(minutes=9))
        sent = {**place, "number": 1}
        QuizAttempt.objects.create(**sent, block_id="q", answers=[f"{canary}-answer"], score=0, out_of=1, passed=False)
        ScenarioRun.objects.create(**sent, block_id="s", path=[f"{canary}-path"], ending="canary-end", kind="pass")
        Reflection.objects.create(**place, block_id="r", text=f"{canary}-reflection")
        Promise.objects.create(**place, block_id="p", text=f"{canary}-promise")
        ConfidenceAnswer.objects.create(**place, block_id="c", moment="BEFORE", item="canary-item", value=3)
        PracticeEntry.objects.create(
            enrolment=enrolment, module=lesson.get_parent().specific, happened_on=now.date(), topic="COMPANY",
            did=["LISTENED"], place=f"{canary}-place", in_the_way=f"{canary}-way", form_key=uuid.uuid4(),
        )  # fmt: skip
        LessonFeedback.objects.create(**place, useful="YES", unclear="What is a hub?" if number == 0 else "")


def addresses(lesson: LessonPage) -> list[str]:
    """The three pages."""
    return ["/cms/insight/", f"/cms/insight/courses/{course_of(lesson).pk}/", f"/cms/insight/lessons/{lesson.pk}/"]


def test_an_editor_reads_how_a_lesson_goes(client: Client, editor: User, lesson: LessonPage) -> None:
    """Counts, sentences, pictures, and what was unclear without a name."""
    learn(lesson, 6)
    client.force_login(editor)
    page = client.get(addresses(lesson)[2])
    [(edition, charts)] = page.context["editions"]
    assert (edition.starts, edition.finishes, edition.minutes) == (6, 6, 9)
    assert [chart.title for chart in charts] == ["Where people stop", "Other answers at first", "Was it useful?"]
    assert list(page.context["notes"]) == ["What is a hub?"]
    assert page.content.decode().count("<svg xmlns=") == 4


def test_nothing_of_a_person_reaches_the_pages(client: Client, administrator: User, lesson: LessonPage) -> None:
    """Names, addresses, jobs, answers, paths, reflections, promises, entries and ids stay away."""
    learn(lesson, 6)
    client.force_login(administrator)
    pages = [client.get(address).content.decode().lower() for address in addresses(lesson)]
    assert [page.count("canary") for page in pages] == [0, 0, 0]
    uuids = [str(progress.enrolment.uuid) for progress in LessonProgress.objects.select_related("enrolment")]
    assert [uuid for uuid in uuids for page in pages if uuid in page] == []


def test_before_the_first_learner(client: Client, editor: User, lesson: LessonPage) -> None:
    """One sentence."""
    client.force_login(editor)
    page = client.get(addresses(lesson)[2]).content.decode()
    assert "Feedback comes after the first learners." in page


def test_few_people_are_told_as_few(client: Client, editor: User, lesson: LessonPage) -> None:
    """On the page of the lesson and in the table of the course."""
    learn(lesson, 4)
    client.force_login(editor)
    _all, course, own = [client.get(address) for address in addresses(lesson)]
    assert own.context["editions"][0][1] == []
    assert [starts for _module, _lesson, starts in course.context["rows"]] == [None]
    assert "under 5" in course.content.decode()


def test_the_course_lists_its_lessons(client: Client, editor: User, lesson: LessonPage) -> None:
    """Module by module, in order, with how many started."""
    learn(lesson, 5)
    make_lesson(lesson.get_parent().specific, title="Ask", slug="ask")
    client.force_login(editor)
    rows = client.get(addresses(lesson)[1]).context["rows"]
    assert [(module.title, each.title, starts) for module, each, starts in rows] == [
        ("Ready", "Listen", 5),
        ("Ready", "Ask", 0),
    ]


def test_the_first_page_lists_courses(client: Client, editor: User, lesson: LessonPage) -> None:
    """Those that one may edit."""
    client.force_login(editor)
    assert [course.title for course in client.get(addresses(lesson)[0]).context["courses"]] == ["Connector"]


def test_others_are_refused(client: Client, trainer: User, hr: User, officer: User, lesson: LessonPage) -> None:
    """Trainers, HR and learners have no part here."""
    answers = []
    for person in (trainer, hr, officer):
        client.force_login(person)
        answers += [client.get(address).status_code for address in addresses(lesson)]
    assert set(answers) == {403}


def test_a_lesson_and_a_course_lead_to_their_feedback(client: Client, editor: User, lesson: LessonPage) -> None:
    """From the form of either; the reports have a line too."""
    client.force_login(editor)
    edit = client.get(f"/cms/pages/{lesson.pk}/edit/").content.decode()
    course = client.get(f"/cms/pages/{course_of(lesson).pk}/edit/").content.decode()
    home = client.get("/cms/").content.decode()
    assert [addresses(lesson)[2] in edit, addresses(lesson)[1] in course, "/cms/insight/" in home] == [True] * 3


def test_queries_do_not_grow_with_people(
    client: Client, editor: User, lesson: LessonPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The same with one and with twelve."""
    client.force_login(editor)
    counts = []
    for people in (6, 6):
        (learn_more if counts else learn)(lesson, people)
        client.get(addresses(lesson)[2])
        with django_assert_max_num_queries(60) as asked:
            client.get(addresses(lesson)[2])
        counts.append(len(asked))
    assert counts[0] == counts[1]


def learn_more(lesson: LessonPage, people: int) -> None:
    """More people, who only start."""
    route = course_of(lesson).routes.get()
    for _number in range(people):
        LessonProgress.objects.create(enrolment=make_enrolment(route=route), lesson=lesson)
