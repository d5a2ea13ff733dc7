"""Any run of edits and publications leaves completions, and the bytes of certificates, as they were."""

import hashlib
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from certificates.models import Certificate
from courses.models import CompletedBy, LessonPage, ModulePage, Route, RouteModule
from jobs.models import Job
from jobs.registry import Gone, handler_for
from learning.models import CourseCompletion, ModuleCompletion
from learning.services import moving
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import finish, make_enrolment, text
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
FOLLOW = ("learning.settle_course", "learning.tell_of_new", "learning.ask_refresh", "learning.move_people")


def rename(module, _lesson, _route):
    module.title += "!"
    publish(module)


def edit(module, _lesson, _route):
    module.title += "?"
    module.save_revision()


def change_the_rule(module, _lesson, _route):
    module.completed_by, module.what_to_see, module.effect = CompletedBy.GRANT, "You did it.", "ASK_REFRESH"
    publish(module)


def add(module, _lesson, _route):
    make_lesson(module)


def make_optional(_module, lesson, _route):
    lesson.required = not lesson.required
    publish(lesson)


def rewrite(_module, lesson, _route):
    lesson.body = LessonPage._meta.get_field("body").stream_block.to_python([text("other")])
    publish(lesson)


def take_down(_module, lesson, _route):
    lesson.unpublish()


def republish_an_older_one(module, lesson, _route):
    lesson.revisions.order_by("pk").first().publish()
    module.revisions.order_by("pk").first().publish()


def reword_the_certificate(_module, _lesson, route):
    route.certificate_title += "!"
    route.save()


def move_people(module, _lesson, route):
    extra = make_module(route.course, lessons=1)
    RouteModule.objects.create(route=route, module=extra, sort_order=route.route_modules.count())
    RouteModule.objects.filter(route=route, module=module).delete()
    moving.ask_to_move(route=route, agreed=moving.plan(route=route), move=uuid4(), by=make_person())


ACTS = [
    *(rename, edit, change_the_rule, add, make_optional, rewrite, take_down),
    *(republish_an_older_one, reword_the_certificate, move_people),
]


def do(act, module, route):
    """One thing an editor does, and what follows from it."""
    module = ModulePage.objects.get(pk=module.pk)
    act(module, LessonPage.objects.child_of(module).order_by("path").first(), Route.objects.get(pk=route.pk))
    for job in Job.objects.filter(kind__in=FOLLOW, status="QUEUED"):
        try:
            handler_for(job.kind).call(**job.args)
        except Gone:
            continue


def facts(person):
    """What this person has, as it is stored; and of each certificate what its file comes to."""
    mine = {"enrolment__person": person}
    rows = [model.objects.filter(**mine).order_by("pk") for model in (ModuleCompletion, CourseCompletion)]
    certificates = Certificate.objects.filter(completion__enrolment__person=person)
    sums = [(each.pdf_sha256, hashlib.sha256(_bytes(each.pdf_path)).hexdigest()) for each in certificates]
    return [list(found.values()) for found in rows], sums


def _bytes(name):
    with storages["private"].open(name) as file:
        return file.read()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=5))
@example(acts=ACTS)
def test_any_run_of_edits_leaves_completions_and_certificates_as_they_were(db, acts):
    with transaction.atomic():
        course = make_course()
        route = make_route(course)
        enrolment, _part_way = make_enrolment(route=route), make_enrolment(route=route)
        module = ModulePage.objects.child_of(course).get()
        finish(enrolment, LessonPage.objects.child_of(module).get())
        make_certificate(completion=CourseCompletion.objects.get(enrolment=enrolment))
        before = facts(enrolment.person)
        assert [kept == found for kept, found in before[1]] == [True]
        for act in acts:
            do(act, module, route)
        assert facts(enrolment.person) == before
        transaction.set_rollback(True)
