"""What editors hear: who is affected, and why a page is kept."""

import pytest
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.log_actions import registry

from courses.models import CoursePage, LessonPage, Route
from courses.registry import Act, reasons_to_keep, who_is_affected
from learning.services.enrolment import leave_course
from learning.wagtail_hooks import ACTIONS, own_acts
from tests.factories.courses import make_course, make_route
from tests.factories.learning import finish, make_course_completion, make_enrolment
from tests.factories.people import make_person, make_post

pytestmark = pytest.mark.django_db


def test_a_page_nobody_has_used_may_go():
    course = make_course()
    assert (reasons_to_keep(course), who_is_affected(course)) == ([], [])


def test_completions_keep_the_page_and_every_page_above_and_below():
    completion = make_course_completion()
    module = completion.rests_on.get().module
    course = completion.enrolment.course
    words = "Kept: 2 completions rest on this. Unpublish it instead."
    assert words in reasons_to_keep(course)
    assert words in reasons_to_keep(course.get_parent())
    assert "Kept: one completion rests on this. Unpublish it instead." in reasons_to_keep(module)


def test_people_part_way_are_counted_and_keep_the_page():
    enrolment = make_enrolment(modules=2)
    module = enrolment.required_modules.first().module
    lesson = module.get_children().first().specific
    said = ["One person is part-way.", "Nobody has completed yet.", "What they did will not change."]
    assert who_is_affected(enrolment.course) == said
    assert who_is_affected(lesson) == said
    finish(enrolment, lesson)
    assert any("Kept:" in words for words in reasons_to_keep(lesson))


def test_a_left_course_keeps_its_page_too():
    enrolment = make_enrolment()
    leave_course(enrolment=enrolment, by=None)
    assert "Kept: people have used this. Unpublish it instead." in reasons_to_keep(enrolment.course)


def test_every_act_has_its_words_in_the_log():
    assert [name for name in ACTIONS if not registry.action_exists(f"learning.{name}")] == []


def acts(client, course):
    """What the course page offers: words and addresses of forms and of links in its box."""
    page = " ".join(client.get(course.url).content.decode().split())
    return page[page.index('id="begin"') : page.index("</section>", page.index('id="begin"'))]


def test_whoever_is_on_the_course_continues(client, officer):
    enrolment = make_enrolment(officer, make_route(make_course()))
    client.force_login(officer)
    box = acts(client, enrolment.course)
    assert f'href="{reverse("learning:course", args=[enrolment.uuid])}"' in box
    assert ("Continue" in box, "Start" in box, "I have a join code" in box) == (True, False, False)


def test_a_route_that_one_can_finish_alone_is_begun_from_the_course_page(client, officer):
    course = make_course()
    route = make_route(course, name="Staff")
    client.force_login(officer)
    box = acts(client, course)
    assert "Start: Staff" in box
    address = reverse("learning:start", args=[route.uuid])
    assert f'action="{address}"' in box
    client.post(address)
    assert "Continue" in acts(client, course)


def test_a_refresh_is_begun_only_by_those_who_have_been_before(client, officer):
    course = make_course()
    refresh = make_route(course, name="Refresh")
    session = make_route(make_course(completed_by="ATTENDANCE", lessons=0))
    completion = make_course_completion(make_enrolment(officer, make_route(course, name="Staff", renewed_by=refresh)))
    assert [act.label for act in own_acts(course, officer)] == ["Start: Refresh", "Start: Staff", "See what you did"]
    newcomer = make_post(make_person(organisation=officer.organisation)).person
    assert [act.label for act in own_acts(course, newcomer)] == ["Start: Staff"]
    assert own_acts(session.course, newcomer) == []
    assert completion.enrolment.course == course


def test_a_course_that_needs_others_asks_for_the_code(client, officer):
    course = make_route(make_course(completed_by="ATTENDANCE", lessons=0)).course
    client.force_login(officer)
    box = acts(client, course)
    assert "You take this course with others. Your trainer gives you the code." in box
    assert 'href="/join/"' in box


def test_a_visitor_who_starts_signs_in_and_comes_back_here(client):
    course = make_course()
    make_route(course)
    box = acts(client, course)
    assert f'href="{reverse("account_login")}?next={course.url}"' in box
    assert "Continue" not in box
    assert "No date is open to everybody now." in box


def test_a_copy_that_follows_a_used_page_changes_nothing_about_what_is_kept(client, editor):
    enrolment = make_enrolment()
    course = enrolment.course
    alias = CreatePageAliasAction(course, recursive=True, update_slug="follows").execute(skip_permission_checks=True)
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))
    assert CoursePage.objects.filter(pk=course.pk).exists()
    assert "Kept: people have used this. Unpublish it instead." in reasons_to_keep(course)
    assert reasons_to_keep(alias) == []


def test_a_route_that_somebody_took_is_not_deleted(client, administrator):
    route = make_enrolment().route
    client.force_login(administrator)
    page = client.post(reverse("wagtailsnippets_courses_route:delete", args=[route.pk]), follow=True)
    assert Route.objects.filter(pk=route.pk).exists()
    assert "Kept:" in page.content.decode()


def test_the_panel_of_a_route_leads_to_those_who_are_behind():
    enrolment = make_enrolment(modules=2)
    route = enrolment.route
    route.route_modules.first().delete()
    route = Route.objects.get(pk=route.pk)
    assert who_is_affected(route)[-1] == Act(
        reverse("moving:index", args=[route.pk]), "Move 1 person to the new version"
    )


@pytest.mark.parametrize("people", [1, 3])
def test_the_panel_asks_as_often_for_three_people_as_for_one(people, django_assert_num_queries):
    route = make_route(make_course())
    for _one in range(people):
        make_enrolment(route=route)
    lesson = LessonPage.objects.get()
    with django_assert_num_queries(5):
        who_is_affected(lesson)
