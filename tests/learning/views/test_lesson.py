"""Working through a lesson: screens, feedback, resuming, and edits meanwhile."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import LessonPage
from learning.models import LessonFeedback, LessonProgress, QuizAttempt, Reflection, ScenarioRun
from tests.factories.courses import make_course, make_lesson, make_module, make_route, publish
from tests.factories.learning import items, make_enrolment, reflection, scenario, single, text
from tests.factories.people import make_staff_role

pytestmark = pytest.mark.django_db
BREAK = {"type": "new_screen", "value": None, "id": "n"}
SORT = {
    "type": "quiz_sort",
    "id": "q-sort",
    "value": {
        "question": "Law or habit?",
        "categories": items("law", "habit", prefix="c"),
        "items": items(
            {"text": "A fire escape stays clear.", "category": "law", "feedback": "This will not bend."},
            {"text": "Two forms of identity.", "category": "habit", "feedback": "Ask who would mind."},
        ),
        "required": True,
    },
}
ORDER = {
    "type": "quiz_order",
    "id": "q-order",
    "value": {
        "question": "Put them in order.",
        "items": items("notice", "listen", "ask"),
        "feedback": "Real talk jumps.",
    },
}


@pytest.fixture
def play(client, officer):
    """A lesson of these blocks as the officer meets it."""

    class Play:
        def __init__(self, *blocks, **fields):
            course = make_course(modules=0)
            module = make_module(course)
            self.lesson = make_lesson(module, blocks=list(blocks), **fields)
            self.enrolment = make_enrolment(officer, make_route(course))
            self.place = [self.enrolment.uuid, module.slug, self.lesson.slug]
            client.force_login(officer)

        def url(self, number=1):
            return reverse("learning:lesson", args=[*self.place, number])

        @property
        def end(self):
            return reverse("learning:lesson_finished", args=self.place)

        def get(self, number=1, query=""):
            return client.get(self.url(number) + query)

        def post(self, number=1, page=None, **values):
            page = page or self.get(number)
            envelope = page.context["envelope"].initial
            sent = {"form_key": envelope["form_key"], "revision": envelope["revision"], "shown": envelope["shown"]}
            return client.post(self.url(number), sent | values)

    return Play


def test_a_screen_says_where_one_is_and_saves_by_post_alone(play):
    here = play(text("t1"), BREAK, text("t2"))
    page = here.get(1)
    assert "Screen 1 of 2" in page.content.decode()
    assert LessonProgress.objects.count() == 0
    assert re.findall(r"<h(\d)", page.content.decode())[:2] == ["1", "2"]
    assert here.post(1, page).headers["Location"] == here.url(2)
    assert here.post(2).headers["Location"] == here.end
    assert LessonProgress.objects.get().finished_at is not None


def test_the_key_is_nowhere_in_the_page_before_an_answer(play):
    page = play(single()).get().content.decode()
    assert "He used to play dominoes." not in page
    assert re.search(r"right|correct", page.split("<form", 1)[1].split("</form>")[0]) is None


def test_feedback_stands_in_the_same_place_with_what_was_chosen_first(play):
    here = play(single(), text("t2"))
    answer = here.post(1, **{"q-single-answer": "i1"})
    assert answer.headers["Location"] == f"{here.url(1)}#feedback"
    page = here.get(1).content.decode()
    assert page.index("Too much, too soon.") < page.index("He used to play dominoes.")
    assert 'role="status"' in page
    assert 'role="status" id="feedback" tabindex="-1"' in " ".join(page.split())


def test_what_must_be_right_keeps_its_key_until_it_is(play):
    here = play(single(must_be_right=True), text("t2"))
    here.post(1, **{"q-single-answer": "i1"})
    page = here.get(1).content.decode()
    assert "Try again" in page
    assert "He used to play dominoes." not in page
    assert "Save and continue" in here.get(1, "?again=1").content.decode()


def test_no_answer_is_an_error_with_a_summary(play):
    page = play(single()).post(1)
    assert page.status_code == 200
    assert page.context["form"].errors == {"q-single-answer": ["Choose an answer."]}
    assert "Error:" in page.content.decode()


def test_sorting_needs_every_item_and_keeps_what_was_chosen(play):
    here = play(SORT)
    page = here.post(1, **{"q-sort-i1": "law"})
    assert list(page.context["form"].errors) == ["q-sort-i2"]
    assert 'value="law" ' in page.content.decode()
    here.post(1, **{"q-sort-i1": "law", "q-sort-i2": "habit"})
    assert QuizAttempt.objects.get().answers == {"i1": "law", "i2": "habit"}


def test_steps_are_shown_mixed_and_moved_without_scripts(play):
    here = play(ORDER)
    page = here.get(1)
    shown = [field.name for field in page.context["form"].rows()]
    assert shown != ["q-order-i1", "q-order-i2", "q-order-i3"]
    places = {name: str(at) for at, name in enumerate(shown, 1)}
    after = here.post(1, page, **places, move=f"{shown[1]}:up")
    assert [field.name for field in after.context["form"].rows()] == [shown[1], shown[0], shown[2]]
    assert "is now 1 of 3" in after.content.decode()
    assert QuizAttempt.objects.count() == 0


def test_two_steps_in_one_place_are_an_error(play):
    page = play(ORDER).post(1, **{"q-order-i1": "1", "q-order-i2": "1", "q-order-i3": "3"})
    assert list(page.context["form"].errors.values()) == [["Two steps have place 1. Give each its own."]]


def test_an_order_is_kept_as_it_was_put(play):
    here = play(ORDER)
    here.post(1, **{"q-order-i1": "1", "q-order-i2": "2", "q-order-i3": "3"})
    assert QuizAttempt.objects.get().answers == ["i1", "i2", "i3"]


def test_while_the_right_order_is_waited_for_only_the_count_is_told(play):
    here = play({**ORDER, "value": ORDER["value"] | {"must_be_right": True}})
    here.post(1, **{"q-order-i1": "1", "q-order-i2": "3", "q-order-i3": "2"})
    page = here.get(1).content.decode()
    assert "1 of 3 steps are in place." in page
    assert "An order that works" not in page


def test_while_the_right_sorting_is_waited_for_no_category_is_told(play):
    here = play({**SORT, "value": SORT["value"] | {"must_be_right": True}})
    here.post(1, **{"q-sort-i1": "habit", "q-sort-i2": "habit"})
    assert "We would say" not in here.get(1).content.decode()
    here.post(1, here.get(1, "?again=1"), **{"q-sort-i1": "law", "q-sort-i2": "habit"})
    assert "You said: law." in here.get(1).content.decode()


def test_a_story_goes_scene_by_scene_and_keeps_only_its_ending(play):
    here = play(scenario(), text("t2"))
    scene = here.post(1, path="", choice="0")
    assert scene.headers["Location"] == f"{here.url(1)}?path=0#story"
    page = here.get(1, "?path=0")
    assert "He used to play dominoes." in page.content.decode()
    assert "Go back one scene" in page.content.decode()
    assert ScenarioRun.objects.count() == 0
    assert here.post(1, path="0", choice="0").headers["Location"] == f"{here.url(1)}#feedback"
    end = here.get(1).content.decode()
    assert end.index("The way you went") < end.index("That sounds long.") < end.index("Thursdays")
    assert "It stays his." in end
    assert ScenarioRun.objects.get().ending == "BP"


@pytest.mark.parametrize("query", ["?path=9", "?path=x", "?path=0.0", "?path=" + "0." * 99])
def test_a_made_up_path_starts_the_story_anew(play, query):
    page = play(scenario()).get(1, query)
    assert "has not spoken to anyone" in page.content.decode()


def test_an_unsafe_ending_leads_to_the_lesson_it_names(play):
    first = play(text("t1"))
    module = first.lesson.get_parent().specific
    story = make_lesson(module, blocks=[scenario(revisit=first.lesson.pk)], slug="story")
    here = first
    here.lesson, here.place = story, [*first.place[:2], "story"]
    here.post(1, path="", choice="2")
    page = here.get(1).content.decode()
    assert "The story opens again after it." in page
    assert reverse("learning:resume", args=[*here.place[:2], "lesson-1"]) in page
    here.place[2] = "lesson-1"
    here.post(1)
    here.place[2] = "story"
    assert "Try another way" in here.get(1).content.decode()


def test_a_reflection_wants_words_or_the_tick(play):
    here = play(reflection(), text("t2"))
    assert list(here.post(1).context["form"].errors) == ["r-who-text"]
    assert here.post(1, **{"r-who-thought": "on"}).headers["Location"] == here.url(2)
    assert Reflection.objects.get().text == ""
    assert "Only you can read this." in here.get(1).content.decode()


def test_one_carries_on_where_one_stopped(play, client):
    here = play(text("t1"), BREAK, text("t2"), {**BREAK, "id": "m"}, text("t3"))
    here.post(1)
    resume = reverse("learning:resume", args=here.place)
    assert client.get(resume).headers["Location"] == here.url(2)
    assert here.get(9).headers["Location"] == here.url(3)


def test_where_the_last_block_went_one_carries_on_at_the_next_that_is_there(play, client):
    here = play(text("t1"), BREAK, text("t2"), {**BREAK, "id": "m"}, text("t3"))
    here.post(1)
    here.post(2)
    page = LessonPage.objects.get(pk=here.lesson.pk)
    page.body = LessonPage._meta.get_field("body").stream_block.to_python([text("t1"), BREAK, text("t3")])
    publish(page)
    assert client.get(reverse("learning:resume", args=here.place)).headers["Location"] == here.url(2)


def test_a_form_for_a_block_that_was_taken_out_says_so_and_keeps_the_answer(play, client):
    here = play(single(), text("t2"))
    page = here.get(1)
    edited = LessonPage.objects.get(pk=here.lesson.pk)
    edited.body = LessonPage._meta.get_field("body").stream_block.to_python([text("t2")])
    publish(edited)
    answer = here.post(1, page, **{"q-single-answer": "i2"})
    said = f"This part was taken out on {timezone.localdate():%-d %B %Y}. Nothing you did is lost."
    assert said in client.get(answer.headers["Location"]).content.decode()
    assert QuizAttempt.objects.get().answers == ["i2"]


def test_an_option_that_was_never_there_is_kept_and_asked_again(play, client):
    here = play(single(), text("t2"))
    answer = here.post(1, **{"q-single-answer": "i9"})
    assert answer.headers["Location"] == f"{here.url(1)}?again=1"
    assert "We kept it." in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("sent", [{}, {"form_key": "x"}, {"form_key": "8a6e0804-2bd0-4672-b79d-d97027f9071a"}])
def test_a_form_that_makes_no_sense_changes_nothing(play, client, sent):
    here = play(single(), text("t2"))
    assert client.post(here.url(1), sent).headers["Location"] == here.url(1)
    assert (QuizAttempt.objects.count(), LessonProgress.objects.count()) == (0, 0)


def test_the_end_says_what_is_recorded_and_asks_whether_it_was_useful(play, client):
    here = play(text("t1"))
    assert "Nearly there" in client.get(here.end).content.decode()
    here.post(1)
    assert "You have completed" in client.get(here.end).content.decode()
    answer = client.post(here.end, {"useful": "PARTLY", "unclear": "The middle"})
    assert answer.headers["Location"] == f"{here.end}?thanks=1"
    assert LessonFeedback.objects.get().unclear == "The middle"
    assert client.post(here.end, {"useful": "YES"}).headers["Location"] == f"{here.end}?thanks=1"
    assert (LessonFeedback.objects.get().useful, here.enrolment.course_completions.count()) == ("YES", 1)


def test_a_complete_course_may_be_read_and_the_same_form_again_is_harmless(play):
    here = play(text("t1"))
    page = here.get(1)
    here.post(1, page)
    assert here.post(1, page).headers["Location"] == here.end
    assert "Next screen" in here.get(1).content.decode()


def test_each_job_reads_its_own_words_and_may_see_the_others(play, officer):
    role = make_staff_role(code="PARKS")
    officer.assignments.update(staff_role=role)
    variants = items({"label": "Parks", "staff_roles": ["PARKS"], "blocks": [text("v1", "<p>The dog walker.</p>")]})
    value = {"variants": variants, "fallback": [text("v2", "<p>The parent at the gate.</p>")]}
    page = play({"type": "role_variant", "id": "rv", "value": value}).get().content.decode()
    assert page.index("The dog walker.") < page.index("See other roles") < page.index("The parent at the gate.")


def test_an_outsider_gets_404(play, client, outsider):
    here = play(text("t1"))
    client.force_login(outsider)
    assert [client.get(url).status_code for url in (here.url(1), here.end)] == [404, 404]
    assert client.post(here.url(1)).status_code == 404


@pytest.mark.parametrize("screens", [1, 3])
def test_a_screen_asks_the_same_number_of_queries(play, screens, django_assert_num_queries):
    blocks = [part for at in range(screens) for part in (text(f"t{at}"), {**BREAK, "id": f"n{at}"})]
    here = play(*blocks)
    here.get(1)
    with django_assert_num_queries(12):
        here.get(1)
