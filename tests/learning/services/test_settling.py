"""Publications settle those part-way; what is complete stays as it is; the night finds nothing."""

from unittest.mock import patch

import pytest

from courses.models import CompletedBy, LessonPage, ModulePage
from jobs.models import Job
from learning.handlers import reconcile, settle_course
from learning.models import CourseCompletion, Enrolment, ModuleCompletion
from learning.services import settling
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import finish, make_course_completion, make_enrolment, make_entry, make_module_completion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def part_way():
    """Two required lessons, one of them finished by three people."""
    course = make_course(modules=0)
    module = make_module(course, lessons=2)
    route = make_route(course)
    enrolments = [make_enrolment(make_person(), route) for _person in range(3)]
    first, second = LessonPage.objects.child_of(module).order_by("path")
    for enrolment in enrolments:
        finish(enrolment, first)
    return module, second, enrolments


def no_longer_required(lesson):
    lesson.required = False
    return publish(lesson)


def test_a_lesson_no_longer_required_completes_who_waited_only_for_it(part_way):
    _module, second, enrolments = part_way
    lesson = no_longer_required(second)
    job = Job.objects.filter(kind="learning.settle_course").order_by("-pk").first()
    assert job.args == {"page": lesson.pk, "revision": lesson.live_revision_id}
    assert settle_course(**job.args) == "3 completed"
    assert settle_course(**job.args) == "0 completed"
    assert set(ModuleCompletion.objects.values_list("enrolment", flat=True)) == {each.pk for each in enrolments}
    assert CourseCompletion.objects.count() == 3


def test_a_lesson_taken_down_asks_for_settling(part_way):
    _module, second, _enrolments = part_way
    before = Job.objects.count()
    second.unpublish()
    assert Job.objects.count() == before + 1
    assert settling.settle_page(page=second.pk).made == 3


def test_a_new_required_lesson_leaves_the_complete_complete(part_way):
    module, second, enrolments = part_way
    finish(enrolments[0], second)
    before = list(ModuleCompletion.objects.values())
    make_lesson(ModulePage.objects.get(pk=module.pk), slug="another")
    assert settling.settle_page(page=module.pk).made == 0
    assert list(ModuleCompletion.objects.values()) == before


def test_batches_go_on_by_another_job(part_way):
    _module, second, enrolments = part_way
    lesson = no_longer_required(second)
    with patch.object(settling, "BATCH", 2):
        assert settle_course(page=lesson.pk, revision=7) == "2 completed"
        rest = Job.objects.get(key=f"settle:{lesson.pk}:7:{enrolments[1].pk}")
        assert settle_course(**rest.args) == "1 completed"


def test_a_page_that_is_gone_settles_nobody():
    assert settling.settle_page(page=999_999) == settling.Batch(0, None)


def test_the_night_does_what_a_lost_signal_left(part_way):
    no_longer_required(part_way[1])
    assert reconcile() == "3 settled, 0 differences"
    assert reconcile() == "0 settled, 0 differences"


def test_fewer_entries_needed_completes_the_log():
    enrolment = make_enrolment(completed_by=CompletedBy.PRACTICE, lessons=0)
    make_entry(enrolment)
    module = ModulePage.objects.get(pk=enrolment.required_modules.get().module_id)
    module.needed = 1
    publish(module)
    assert settling.settle_page(page=module.pk).made == 1


def test_the_night_names_what_it_may_not_settle():
    completion = make_course_completion()
    Enrolment.objects.update(status="OPEN", closed_at=None)
    with pytest.raises(RuntimeError, match=f"enrolment {completion.enrolment_id}"):
        reconcile()
    other = make_enrolment()
    Enrolment.objects.filter(pk=other.pk).update(status="COMPLETED", closed_at=other.opened_at)
    assert settling.differences() == [
        f"enrolment {other.pk}: complete without a completion",
        f"enrolment {completion.enrolment_id}: a completion stands, and it is open",
    ]


def test_the_night_closes_a_course_whose_modules_are_all_there():
    enrolment = make_enrolment()
    with patch("learning.services.completion.settle_course"):
        make_module_completion(enrolment)
    assert reconcile() == "1 settled, 0 differences"
    assert CourseCompletion.objects.count() == 1
