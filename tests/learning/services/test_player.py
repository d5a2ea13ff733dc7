"""Reading a lesson for one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.services import player
from tests.factories.courses import make_course, make_lesson, make_module, make_route
from tests.factories.learning import make_enrolment, reflection, save, single, text
from tests.factories.people import make_post, make_staff_role

BREAK = {"type": "new_screen", "value": None, "id": "n"}


def lesson_of(*blocks):
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course), blocks=list(blocks))
    return make_enrolment(route=make_route(course)), lesson


@pytest.mark.django_db
def test_a_new_lesson_begins_at_its_first_screen():
    enrolment, lesson = lesson_of(text("t1"), BREAK, text("t2"))
    now = player.playing(enrolment=enrolment, lesson=lesson)
    assert (now.number_to_resume(), now.finished, len(now.left)) == (1, False, 2)


@pytest.mark.django_db
def test_one_goes_on_after_the_screen_saved_last_and_then_back_to_what_was_skipped():
    enrolment, lesson = lesson_of(single(must_be_right=True), text("t2"), BREAK, text("t3"))
    save(enrolment, lesson, {"t2": None})
    assert player.playing(enrolment=enrolment, lesson=lesson).number_to_resume() == 3
    save(enrolment, lesson, {"t3": None})
    assert player.playing(enrolment=enrolment, lesson=lesson).number_to_resume() == 1


@pytest.mark.django_db
def test_what_was_written_is_shown_again_to_its_writer():
    enrolment, lesson = lesson_of(reflection(), text("t2"))
    block = lesson.body[0]
    assert player.written(enrolment=enrolment, lesson=lesson, block=block) == {}
    save(enrolment, lesson, {"r-who": {"text": "Mrs Ali", "thought": False}})
    found = player.written(enrolment=enrolment, lesson=lesson, block=block)
    assert found == {"text": "Mrs Ali", "thought": False}


@pytest.mark.django_db
def test_lessons_of_a_module_say_how_they_stand():
    enrolment, lesson = lesson_of(text("t1"), BREAK, text("t2"))
    module = lesson.get_parent().specific
    save(enrolment, lesson, {"t1": None})
    (row,) = player.lessons_of(enrolment=enrolment, module=module)
    assert (row.page, row.started, row.finished) == (lesson, True, False)


@pytest.mark.django_db
def test_jobs_are_those_of_todays_posts(resident):
    assert player.staff_role_codes(resident) == set()
    make_post(resident, staff_role=make_staff_role(code="PARKS"))
    assert player.staff_role_codes(resident) == {"PARKS"}


@given(st.lists(st.text(min_size=1), min_size=2, max_size=8, unique=True), st.text())
def test_mixed_is_the_same_each_time_and_never_as_it_came(keys, seed):
    found = player.mixed(keys=keys, seed=seed)
    assert found == player.mixed(keys=keys, seed=seed)
    assert sorted(found) == sorted(keys)
    assert found != keys
