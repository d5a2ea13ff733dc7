"""Two organisations with everything that belongs to somebody, built once, for tests that knock at every door.

Everybody stands in Northbridge but ``other_hr`` and ``outsider``. Northbridge's things: an enrolment of the officer, a
cohort of the trainer with the caretaker in it, a certificate of the officer, an export of HR. Southmoor's are the same
again, of the outsider, of a trainer who is not in the cast, and of the other HR.

Words that name somebody in Southmoor, and what the people of Northbridge wrote for themselves, are *canaries*: made-up
words that stand nowhere else, so that one look for them finds every leak.
"""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from certificates.models import Certificate
from cohorts.models import Cohort
from cohorts.services.calendar import renew_feed, token_of
from courses.models import CompletedBy
from learning.models import Enrolment, FollowUp, LessonFeedback, Promise, Reflection
from people.models import DataFile, Message, Organisation, User
from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS
from people.reminders import token_for
from people.services import data_files
from records.models import Export
from records.services import exports, publish
from tests.access.asking import ask_both
from tests.access.facts import ANY_COURSE, NOBODYS, TELLS_OF, Facts, key
from tests.access.pairings import QUIET, paired
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import (
    make_attendance,
    make_cohort,
    make_invitation,
    make_member,
    make_place,
    make_request,
    make_session,
)
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import (
    make_course_completion,
    make_enrolment,
    make_entry,
    make_module_completion,
    reflection,
    text,
)
from tests.factories.people import make_department, make_organisation, make_person, make_post, make_staff_role

PRIVATE = ("quietreflection", "quietpromise", "quietplace", "quietobstacle", "quietfeedback", "quietfollowup", QUIET)
STRANGE = (
    *("strangegiven", "strangefamily", "strangeknownas", "strangemail", "strangejob", "strangenumber", "strangework"),
    *("strangecentre", "strangelocation", "strangedepartment", "strangeplace", "strangeaccess"),
    *(
        "strangecohort",
        "strangecode",
        "strangetrainer",
        "strangemember",
        "strangeletter",
        "strangepurpose",
        "strangeinvited",
        "strangequestion",
        "strangewish",
    ),
)


@dataclass
class World:
    """Who is there, and the addresses' parts for each thing by whose it is."""

    people: dict[str, User] = field(default_factory=dict)
    objects: dict[str, Facts] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def join(self, name: str, house: str, **facts: Any) -> User:
        """One person of the cast."""
        person = make_person(given_name=name.capitalize(), organisation=self.organisations[house], **facts)
        self.people[name] = person
        return person


def build() -> World:
    """The whole world."""
    world = World()
    world.organisations = {
        "northbridge": make_organisation(name="Northbridge Council", code="ACCESS-NORTH"),
        "southmoor": make_organisation(name="Southmoor Trust", code="ACCESS-SOUTH"),
    }
    fill_with_people(world)
    course = make_common_course()
    for house, learner, member, trainer, keeper in (
        ("northbridge", "officer", "caretaker", "trainer", "hr"),
        ("southmoor", "outsider", "far_member", "far_trainer", "other_hr"),
    ):
        people = [world.people[name] for name in (learner, member, trainer, keeper)]
        world.objects[house] = furnish(house, course, *people)
    north, south = world.objects["northbridge"], world.objects["southmoor"]
    inner = ("asked", "session", "member", "completion", "entry", "person", "invitation")
    world.objects["mixed"] = north | {name: south[name] for name in inner} | {"module": "not-its-own", "lesson": "no"}
    world.objects["ended"] = north | ended(world, course)
    world.objects["nobody"] = NOBODYS
    world.objects["-"] = ANY_COURSE | dict.fromkeys(("page_id", "page_to_move_id"), course["module"].pk)
    world.objects["-"] |= {"pks": {"people_cms": world.people["officer"].pk} | numbers(world)}
    world.people["leaver"].is_active = False
    world.people["leaver"].save()
    return world


def numbers(world: World) -> dict[str, int]:
    """One row of each kind that Wagtail's pages count by number, by the first part of the route's name."""
    post = world.people["hr"].assignments.get()
    return {
        "wagtailusers_groups": world.people["hr"].groups.get().pk,
        "organisations": post.organisation_id,
        "departments": world.people["outsider"].assignments.get().department_id,
        "staff-roles": world.people["outsider"].assignments.get().staff_role_id,
        "posts": post.pk,
        "deliveries": Message.objects.latest("pk").pk,
    }


def fill_with_people(world: World) -> None:
    """The cast, as in tests/cast.py, and three more of Southmoor's."""
    north, south = "northbridge", "southmoor"
    for name in ("officer", "trainer", "other_trainer", "editor", "hr", "administrator", "leaver"):
        groups = {"trainer": TRAINERS, "other_trainer": TRAINERS, "editor": EDITORS, "hr": HR}.get(name)
        groups = ADMINISTRATORS if name == "administrator" else groups
        make_post(world.join(name, north, groups=[groups] if groups else []), employee_number=f"N{name}")
    make_post(world.join("caretaker", north, email=None), job_title="Caretaker")
    world.join("resident", north)
    names = {"family_name": "Strangefamily", "known_as": "Strangeknownas", "email": "strangemail@example.net"}
    outsider = world.join("outsider", south, **names)
    outsider.given_name = "Strangegiven"
    outsider.save()
    house = world.organisations[south]
    make_post(
        outsider,
        job_title="strangejob",
        employee_number="strangenumber",
        work_email="strangework@example.net",
        cost_centre="strangecentre",
        location="strangelocation",
        department=make_department(house, name="strangedepartment"),
        staff_role=make_staff_role(name="Housing officer"),
    )
    make_post(world.join("other_hr", south, groups=[HR]))
    world.join("far_trainer", south, groups=[TRAINERS], family_name="Strangetrainer")
    world.join("far_member", south, email=None, family_name="Strangemember")


def make_common_course() -> dict[str, Any]:
    """One course that both organisations take: lessons, practice and a session; and a short one, done by lessons."""
    course = make_course(modules=0, title="Community Connector", code=TELLS_OF)
    module = make_module(course, code="noticing")
    lesson = make_lesson(module, slug="first", blocks=[text(), reflection(may_share=True)])
    practice = make_module(course, code="practice", completed_by=CompletedBy.PRACTICE)
    session = make_module(course, code="session", completed_by=CompletedBy.ATTENDANCE)
    return {
        "module": module,
        "lesson": lesson,
        "alone": make_route(course, audience="ANY", modules=[module, practice]),
        "staff": make_route(course, audience="STAFF", modules=[module, practice, session]),
        "short": make_route(make_course(title="Everyday mediation"), audience="STAFF"),
    }


def furnish(house: str, course: dict[str, Any], learner: User, member: User, trainer: User, keeper: User) -> Facts:
    """Everything that belongs to one organisation and its people."""
    organisation, far = learner.organisation, house == "southmoor"
    enrolment = make_enrolment(learner, course["alone"])
    write_privately(enrolment, course["lesson"], words=("distant",) * 5 if far else PRIVATE)
    entry = make_entry(enrolment, place="distant" if far else "quietplace", in_the_way="" if far else "quietobstacle")
    FollowUp.objects.create(enrolment=enrolment, form_key=uuid.uuid4(), changed="distant" if far else "quietfollowup")
    place = make_place(organisation, name="strangeplace" if far else "Low Mill", access="strangeaccess" if far else "")
    cohort = make_cohort(
        route=course["staff"],
        organisation=organisation,
        trainers=[trainer],
        name="strangecohort" if far else "Low Mill, autumn",
        code="strangecode" if far else "ACCESS-1",
        place=place,
    )
    session = make_session(cohort, module=course["staff"].route_modules.last().module)
    membership = make_member(cohort, member)
    write_privately(membership.enrolment, course["lesson"], words=("distant",) * 5 if far else PRIVATE)
    completion = make_module_completion(membership.enrolment, course["module"])
    make_attendance(make_session(cohort, minutes=30, module=None), membership)
    coming = make_session(cohort, starts_at=timezone.now() + datetime.timedelta(days=9), module=None)
    certificate = proven(learner, course["short"])
    invited = "strangeinvited" if far else "Ines"
    invitation = make_invitation(cohort, token=house, name=invited, email=f"{invited.lower()}@example.net")
    Message.objects.create(
        key=f"letter:{house}", person=member, template="a", subject="strangeletter" if far else "A letter",
        text="strangeletter" if far else "A letter", status=Message.Status.BY_HAND,
    )  # fmt: skip
    return (
        paired(member, learner, trainer, far=far)
        | {
            "enrolment": key(enrolment),
            "module": course["module"].slug,
            "lesson": course["lesson"].slug,
            "number": 1,
            "route": key(course["alone"]),
            "entry": key(entry),
            "block": "r-who",
            "obstacle": key(make_entry(membership.enrolment, in_the_way="No bus", pass_on=True).obstacle),
            "cohort": key(cohort),
            "session": key(session),
            "coming": key(coming),
            "feed": token_of(renew_feed(person=member)),
            "member": key(membership),
            "completion": key(completion),
            "certificate": key(certificate),
            "check_code": certificate.code,
            "join_code": cohort.join_code,
            "token": house,
            "poster": session.poster_token,
            "asked": key(make_request(cohort, learner)),
            "stop_token": token_for(learner.uuid, ["practice"]),
            "invitation": key(invitation),
            "person": key(learner),
            "file": key(own_data(learner)),
            "export": key(taken_away(keeper, "strangepurpose" if far else "Yearly report")),
        }
        | ask_both(completion, certificate, far=far)
    )


def write_privately(enrolment: Enrolment, lesson: Any, words: tuple[str, ...]) -> None:
    """What nobody but its writer may read."""
    facts = {"enrolment": enrolment, "lesson": lesson}
    Reflection.objects.create(**facts, block_id="r-who", text=words[0])
    Promise.objects.create(**facts, block_id="p-one", text=words[1])
    LessonFeedback.objects.create(**facts, useful=LessonFeedback.Useful.values[0], unclear=words[4])


def proven(person: User, route: Any) -> Certificate:
    """A course completed, its certificate, and the learning records that HR reads."""
    completion = make_course_completion(make_enrolment(person, route))
    certificate = make_certificate(completion=completion)
    publish.publish(kind="course", source=completion.uuid)
    for module in completion.enrolment.module_completions.all():
        publish.publish(kind="module", source=module.uuid)
    return certificate


def taken_away(keeper: User, why: str) -> Export:
    """An export whose file is there."""
    asked = {"format": "xlsx", "purpose": "report", "purpose_note": why, "filters": {}}
    export = exports.request_export(organisation=keeper.organisation, asked=asked, form_key=uuid.uuid4(), by=keeper)
    exports.build_export(export=export)
    return export


def own_data(learner: User) -> DataFile:
    """A file with all that is held about one learner, ready to take away."""
    file = data_files.request_file(person=learner, form_key=uuid.uuid4())
    data_files.build_file(file=file)
    return file


def ended(world: World, course: dict[str, Any]) -> Facts:
    """A cohort that has closed, with its session and member; and an enrolment of the officer that is complete."""
    trainer, resident = world.people["trainer"], world.people["resident"]
    cohort = make_cohort(route=course["alone"], organisation=trainer.organisation, trainers=[trainer])
    session = make_session(cohort, starts_at=timezone.now() - datetime.timedelta(days=40))
    membership = make_member(cohort, resident)
    completion = make_module_completion(membership.enrolment, course["module"])
    Cohort.objects.filter(pk=cohort.pk).update(state=Cohort.State.CLOSED, closed_at=timezone.now())
    complete = Enrolment.objects.get(person=world.people["officer"], status=Enrolment.Status.COMPLETED)
    module = complete.required_modules.first().module
    return {
        "cohort": key(cohort),
        "session": key(session),
        "coming": key(session),
        "member": key(membership),
        "completion": key(completion),
        "join_code": cohort.join_code,
        "token": "ended",
        "poster": session.poster_token,
        "asked": key(make_request(cohort, world.people["officer"])),
        "invitation": key(make_invitation(cohort, token="ended")),
        "enrolment": key(complete),
        "module": module.slug,
        "lesson": module.get_children().first().slug,
    }
