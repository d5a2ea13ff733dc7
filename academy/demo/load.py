"""Many people who have learned, made in bulk and in order: the same numbers give the same people every time.

For measurements only: it writes the rows that the services would have written, without asking for their jobs.
"""

import datetime
import random
import uuid
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from courses.models import CompletedBy, ModulePage, Route
from courses.services import current_edition, route_modules
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, RequiredModule
from people.models import Assignment, Department, Organisation, StaffRole, User
from records.models import FeedPosition, LearningRecord

BATCH = 500
TIMES = 3
SYLLABLES = "al be ca dor el fin gar hol im jo ka lun mar nes or pel quin ros sil ta ur vin wen yor zel".split()  # noqa: SIM905
FIRST_DAY = datetime.date(2023, 1, 9)
EVIDENCE = {
    CompletedBy.LESSONS: LearningRecord.Evidence.SELF_PACED,
    CompletedBy.PRACTICE: LearningRecord.Evidence.SELF_PACED,
}


@dataclass
class Rows:
    """What one batch writes, in the order of its dependencies."""

    people: list[User] = field(default_factory=list)
    posts: list[Assignment] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    required: list[RequiredModule] = field(default_factory=list)
    modules: list[ModuleCompletion] = field(default_factory=list)
    courses: list[CourseCompletion] = field(default_factory=list)
    rests_on: list[tuple[CourseCompletion, ModuleCompletion]] = field(default_factory=list)


class Load:
    """A stream of people of one organisation who completed one route three times each."""

    def __init__(self, organisation: Organisation, route: Route, seed: int) -> None:
        self.organisation, self.route = organisation, route
        self.random = random.Random(seed)  # noqa: S311 - not for secrets: the same people each time
        self.modules: list[ModulePage] = route_modules(route)
        self.editions = {page.pk: current_edition(page) for page in [*self.modules, route.course]}
        self.rules = {page.pk: page.rule_in_words[:300] for page in self.modules}
        self.departments = list(Department.objects.filter(organisation=organisation).select_related("parent"))
        self.paths = {unit.pk: unit.path for unit in self.departments}
        self.roles = list(StaffRole.objects.order_by("code"))
        self.since = timezone.make_aware(datetime.datetime.combine(FIRST_DAY, datetime.time(9)))

    def make(self, numbers: range) -> int:
        """These people, their posts, completions and records, in one transaction. Returns how many completions."""
        rows = self.draw(numbers)
        with transaction.atomic():
            for model, made in (
                (User, rows.people),
                (Assignment, rows.posts),
                (Enrolment, rows.enrolments),
                (RequiredModule, rows.required),
                (ModuleCompletion, rows.modules),
                (CourseCompletion, rows.courses),
            ):
                model.objects.bulk_create(made, batch_size=BATCH)
            through = CourseCompletion.rests_on.through
            links = [
                through(coursecompletion_id=whole.pk, modulecompletion_id=part.pk) for whole, part in rows.rests_on
            ]
            through.objects.bulk_create(links, batch_size=BATCH)
            self._publish(rows)
        return len(rows.courses)

    def draw(self, numbers: range) -> Rows:
        """The rows of these people, in memory. The next call draws on from here."""
        rows = Rows()
        for number in numbers:
            self._person(rows, number)
        return rows

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def _name(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=2)).capitalize()

    def _person(self, rows: Rows, number: int) -> None:
        person = User(
            uuid=self._uuid(),
            email=f"load-{number}@load.example",
            password=make_password(None),
            given_name=self._name(),
            family_name=self._name(),
            organisation=self.organisation,
        )
        unit, role = self.random.choice(self.departments), self.random.choice(self.roles)
        post = Assignment(
            uuid=self._uuid(),
            person=person,
            organisation=self.organisation,
            department=unit,
            staff_role=role,
            job_title=role.name,
            employee_number=f"L{number:07d}",
            starts_on=FIRST_DAY,
        )
        rows.people.append(person)
        rows.posts.append(post)
        for time in range(TIMES):
            self._course(rows, post, FIRST_DAY + datetime.timedelta(days=380 * time + self.random.randrange(300)))

    def _course(self, rows: Rows, post: Assignment, day: datetime.date) -> None:
        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(15)))
        enrolment = Enrolment(
            uuid=self._uuid(),
            person=post.person,
            course=self.route.course,
            route=self.route,
            status=Enrolment.Status.COMPLETED,
            opened_at=moment - datetime.timedelta(days=30),
            closed_at=moment,
        )
        rows.enrolments.append(enrolment)
        then = {
            "organisation": self.organisation,
            "assignment": post,
            "department": post.department,
            "department_path": self.paths[post.department.pk],
            "staff_role": post.staff_role,
            "staff_role_name": post.staff_role.name,
            "job_title": post.job_title,
            "started_on": day - datetime.timedelta(days=30),
            "completed_at": moment,
        }
        whole = CourseCompletion(
            uuid=self._uuid(),
            enrolment=enrolment,
            route=self.route,
            edition=self.editions[self.route.course.pk],
            title=self.route.course.title,
            completed_on=day,
            **then,
        )
        rows.courses.append(whole)
        for order, module in enumerate(self.modules):
            part = ModuleCompletion(
                uuid=self._uuid(),
                enrolment=enrolment,
                module=module,
                edition=self.editions[module.pk],
                rule=self.rules[module.pk],
                evidence=module.completed_by,
                evidence_line="Made for a measurement",
                happened_on=day,
                title=module.title,
                **then,
            )
            rows.required.append(RequiredModule(enrolment=enrolment, module=module, order=order))
            rows.modules.append(part)
            rows.rests_on.append((whole, part))

    def _publish(self, rows: Rows) -> None:
        """The learning records of the batch, numbered from the organisation's last change."""
        FeedPosition.objects.get_or_create(organisation=self.organisation)
        position = FeedPosition.objects.select_for_update().get(organisation=self.organisation)
        records = [
            self._record(done, seq) for seq, done in enumerate([*rows.modules, *rows.courses], position.last_seq + 1)
        ]
        LearningRecord.objects.bulk_create(records, batch_size=BATCH)
        FeedPosition.objects.filter(pk=position.pk).update(last_seq=position.last_seq + len(records))

    def _record(self, done: ModuleCompletion | CourseCompletion, seq: int) -> LearningRecord:
        whole = isinstance(done, CourseCompletion)
        day = done.completed_on if whole else done.happened_on
        return LearningRecord(
            record_id=done.uuid,
            version=1,
            change_seq=seq,
            digest="",
            organisation=self.organisation,
            person=done.enrolment.person,
            assignment=done.assignment,
            employer_code=self.organisation.code,
            job_title=done.job_title,
            staff_role_code=done.staff_role.code,
            staff_role=done.staff_role_name,
            department=done.department_path,
            item_code=(self.route.course if whole else done.module).code,
            item_version=done.edition.number if done.edition else None,
            item_title=done.title,
            item_type=LearningRecord.Item.COURSE if whole else LearningRecord.Item.MODULE,
            status="completed",
            started_on=done.started_on,
            completed_on=day,
            completed_at=done.completed_at,
            evidence=LearningRecord.Evidence.TRAINER_RECORDED if whole else self._evidence(done),
            route=self.route.code,
            delivery_language="en-gb",
        )

    @staticmethod
    def _evidence(done: ModuleCompletion) -> str:
        return EVIDENCE.get(CompletedBy(done.evidence), LearningRecord.Evidence.TRAINER_RECORDED)
