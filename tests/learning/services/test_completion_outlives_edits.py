"""Any run of edits and publications leaves completions byte for byte as they were."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import CompletedBy, LessonPage, ModulePage, Route
from jobs.models import Job
from learning.handlers import settle_course
from learning.models import CourseCompletion, ModuleCompletion
from tests.factories.courses import make_course, make_lesson, make_route, publish
from tests.factories.learning import finish, make_enrolment, text

pytestmark = pytest.mark.django_db
ACTS = ["rename", "rule", "new lesson", "optional", "rewrite", "take down", "back to the first", "route"]


def act(name, module, route):
    """One thing an editor does."""
    module = ModulePage.objects.get(pk=module.pk)
    lessons = LessonPage.objects.child_of(module).order_by("path")
    lesson = lessons.first()
    if name == "rename":
        module.title += "!"
        publish(module)
    elif name == "rule":
        module.completed_by = CompletedBy.GRANT
        publish(module)
    elif name == "new lesson":
        make_lesson(module)
    elif name == "optional":
        lesson.required = not lesson.required
        publish(lesson)
    elif name == "rewrite":
        lesson.body = LessonPage._meta.get_field("body").stream_block.to_python([text("other")])
        publish(lesson)
    elif name == "take down":
        lesson.unpublish()
    elif name == "back to the first":
        lesson.revisions.order_by("pk").first().publish()
    else:
        route.certificate_title += "!"
        route.save()


def settle_all():
    for job in Job.objects.filter(kind="learning.settle_course"):
        settle_course(**job.args)


def facts():
    return list(ModuleCompletion.objects.order_by("pk").values()), list(
        CourseCompletion.objects.order_by("pk").values()
    )


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=4))
def test_any_run_of_edits_leaves_completions_as_they_were(db, acts):
    with transaction.atomic():
        course = make_course()
        route = make_route(course)
        enrolment = make_enrolment(route=route)
        module = ModulePage.objects.child_of(course).get()
        finish(enrolment, LessonPage.objects.child_of(module).get())
        before = facts()
        for name in acts:
            act(name, module, Route.objects.get(pk=route.pk))
        settle_all()
        assert facts() == before
        transaction.set_rollback(True)
