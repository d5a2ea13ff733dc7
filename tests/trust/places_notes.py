"""The places of what somebody writes for themselves: the log, notes, some weeks on; and what a team reads of it."""

import datetime
import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cohorts.models import Cohort
from learning.models import ConfidenceAnswer, Enrolment, Obstacle, PracticeEntry, Promise, Reflection
from learning.services.answering import answer
from learning.services.follow_up import FIRST, scale_of
from tests.factories.cohorts import make_member
from tests.factories.learning import make_course_completion, make_enrolment, make_entry
from tests.factories.people import make_person
from tests.trust.place import Place, person, press


def notes(enrolment: Enrolment) -> Iterator[Place]:
    """The log with an answer, an entry to change and one that is too old; and what was written in lessons."""
    entry = PracticeEntry.objects.filter(enrolment=enrolment).latest("pk")
    answer(asked=passed_on(entry), text="We have asked for one.", by=person("trainer"))
    PracticeEntry.objects.filter(pk=entry.pk).update(noted_at=timezone.now())
    yield Place("log, answered", "/learn/log/")
    yield Place("new entry, a name in it", "/learn/log/new/", with_a_name)
    change = reverse("learning:change_entry", args=[entry.uuid])
    yield Place("change an entry", change)
    yield Place("change an entry, too late", change, lambda page: (grow_old(entry), page.reload())[0])
    place = written(enrolment)
    yield Place("my notes", "/learn/notes/")
    yield Place("a note", reverse("learning:note", args=place))
    yield Place("share a note", reverse("learning:share_note", args=place))
    yield Place("delete a note", reverse("learning:delete_note", args=place))
    yield Place("some weeks on, too early", reverse("learning:follow_up", args=[enrolment.uuid]))


def passed_on(entry: PracticeEntry) -> Obstacle:
    """Its words are with the team. A walk goes twice, so what is there is taken."""
    facts = {"enrolment": entry.enrolment, "text": "No bus after six", "form_key": uuid.uuid4()}
    return Obstacle.objects.get_or_create(entry=entry, defaults=facts)[0]


def with_a_name(page: Page) -> None:
    """All that is needed, and a name that is asked about."""
    for name in ("topic", "did"):
        page.locator(f"input[name={name}]").first.check()
    page.locator("details.more > summary").click()
    press("Save entry", What_was_in_the_way="No lift for Dave")(page)


def grow_old(entry: PracticeEntry) -> None:
    """Noted eight days ago."""
    PracticeEntry.objects.filter(pk=entry.pk).update(noted_at=timezone.now() - datetime.timedelta(days=8))


def written(enrolment: Enrolment) -> list[object]:
    """A reflection that may be shared, and a promise whose day has come; where the reflection stands."""
    lesson = enrolment.required_modules.order_by("order").first().module.get_children().live().first().specific
    block = next(each for each in lesson.body if each.block_type == "reflection")
    block.value["may_share"] = True
    lesson.save_revision().publish()
    facts = {"enrolment": enrolment, "lesson": lesson}
    Reflection.objects.update_or_create(**facts, block_id=block.id, defaults={"text": "They come about the bus."})
    promise = {"text": "Ring the library", "ask_on": timezone.localdate()}
    Promise.objects.update_or_create(**facts, block_id="promise", defaults=promise)
    return [enrolment.uuid, lesson.get_parent().slug, lesson.slug, block.id]


def some_weeks_on() -> Iterator[Place]:
    """The questions, and then one's own change, for somebody who completed a course long enough ago."""
    before = Enrolment.objects.filter(person=person("wilf")).first()
    enrolment = make_enrolment(before.person, before.route)
    make_course_completion(enrolment, happened_on=timezone.localdate() - FIRST)
    scale = scale_of(enrolment)
    for at, (item, _text) in enumerate(scale.rows):
        place = {"enrolment": enrolment, "lesson": scale.lesson, "block_id": scale.block_id, "item": item}
        ConfidenceAnswer.objects.create(**place, moment="BEFORE", value=at + 2)
        ConfidenceAnswer.objects.create(**place, moment="AFTER", value=at + 4)
    address = reverse("learning:follow_up", args=[enrolment.uuid])
    yield Place("some weeks on", address)
    yield Place("some weeks on, sent", address, press("Send"))


def enough_who_note() -> list[PracticeEntry]:
    """So many members who keep a log that no words say whose they are. A walk goes twice: they are made once."""
    cohort = Cohort.objects.get(join_code="TEACUP")
    known = PracticeEntry.objects.filter(place="Bench", enrolment__route=cohort.staff_route)
    if not known:
        for name in ("Abe", "Bo", "Cy", "Di", "Ed"):
            enrolment = make_enrolment(
                make_person(given_name=name, organisation=cohort.organisation), cohort.staff_route
            )
            make_member(cohort, enrolment=enrolment)
            make_entry(enrolment, in_the_way="No bus", place="Bench")
    return list(known.all())


def in_the_way() -> Iterator[Place]:
    """What a team reads of a cohort that is large enough, and one of it to answer."""
    yield Place("what is in the way, empty", "/cohorts/obstacles/")
    found = passed_on(enough_who_note()[0])
    Obstacle.objects.filter(pk=found.pk).update(asked_at=timezone.now() - datetime.timedelta(days=7))
    yield Place("what is in the way", "/cohorts/obstacles/")
    yield Place("what is in the way, one", reverse("cohorts:obstacle", args=[found.uuid]))
