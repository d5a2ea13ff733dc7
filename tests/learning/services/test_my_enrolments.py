import pytest

from learning.models import QuizAttempt
from learning.services.enrolment import enrol, leave_course
from learning.services.my_enrolments import Attempts, my_enrolments
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion

pytestmark = pytest.mark.django_db


def test_every_time_counts_the_renewal_and_the_one_that_was_left(officer):
    route = make_route(make_course(modules=2))
    first = make_course_completion(make_enrolment(officer, route))
    second = enrol(person=officer, route=route, by=None)
    make_module_completion(second)
    leave_course(enrolment=second, by=officer)
    third = enrol(person=officer, route=route, by=None)
    found = my_enrolments(person=officer)
    assert [(each.enrolment, each.number, each.modules, each.needed) for each in found] == [
        (third, 3, 0, 2),
        (second, 2, 1, 2),
        (first.enrolment, 1, 2, 2),
    ]
    assert [each.completions for each in found] == [[], [], [first]]


def test_attempts_are_counted_by_module_and_one_s_own(officer, resident):
    enrolment = make_enrolment(officer, make_route(make_course(modules=2, lessons=2)))
    modules = [row.module for row in enrolment.required_modules.order_by("order")]
    for whose in (enrolment, make_enrolment(resident, enrolment.route)):
        for module, count in zip(modules, (2, 1), strict=True):
            for lesson in module.get_children():
                for number in range(count):
                    QuizAttempt.objects.create(
                        enrolment=whose, lesson_id=lesson.pk, block_id="q", number=number + 1,
                        answers=[], score=0, out_of=1, passed=False,
                    )  # fmt: skip
    assert my_enrolments(person=officer)[0].attempts == [Attempts(modules[0].title, 4), Attempts(modules[1].title, 2)]
