"""The pages that are weighed and timed, and what each may come to."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from cohorts.models import Cohort, Session
from cohorts.services.adding import add_walk_in
from courses.models import CoursePage
from learning.models import Enrolment
from tests.trust.place import person

PEOPLE_ON_THE_REGISTER = 20


@dataclass(frozen=True)
class Budget:
    """Thousands of bytes, compressed; requests with an empty cache and once more, icon and manifest included."""

    html: int
    css: int
    js: int
    fonts: int
    requests: int
    total: int
    again: int
    again_total: int


LESSON = Budget(html=10, css=12, js=6, fonts=47, requests=7, total=80, again=2, again_total=14)
PUBLIC = Budget(html=14, css=12, js=2, fonts=47, requests=7, total=90, again=2, again_total=18)
REGISTER = Budget(html=14, css=12, js=8, fonts=47, requests=8, total=90, again=2, again_total=18)
REPORT = Budget(html=45, css=12, js=8, fonts=47, requests=8, total=125, again=2, again_total=50)


def pages() -> Iterator[tuple[str, str, str, Budget]]:
    """Name, whose, address and budget."""
    learner, teacup = person("learner"), Cohort.objects.get(join_code="TEACUP")
    enrolment = Enrolment.objects.open().get(person=learner)
    session = Session.objects.filter(cohort=teacup).first()
    lesson = [enrolment.uuid, "ready", "you-already-do-this", 1]
    yield "lesson screen", "learner", reverse("learning:lesson", args=lesson), LESSON
    yield "home", "learner", "/", LESSON
    yield "join", "", "/join/TEACUP/", LESSON
    yield "log", "learner", "/learn/log/", LESSON
    yield "new entry", "learner", "/learn/log/new/", LESSON
    yield "front", "", "/", PUBLIC
    yield "catalogue", "", "/courses/", PUBLIC
    yield "course", "", CoursePage.objects.live().order_by("pk")[0].url, PUBLIC
    for number in range(teacup.memberships.count(), PEOPLE_ON_THE_REGISTER):
        add_walk_in(cohort=teacup, name=f"Person {number}", form_key=uuid.uuid4(), by=person("trainer"))
    yield "register of 20", "trainer", reverse("cohorts:register", args=[teacup.uuid, session.uuid]), REGISTER
    yield "report", "hr", "/records/completions/", REPORT
