"""A rule that changes on a living module: what that means is asked before it is published, with the count."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from courses.models import LessonPage, ModulePage
from courses.services import current_edition
from tests.factories.courses import make_course, make_lesson, make_route, publish
from tests.factories.learning import make_course_completion, make_enrolment

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}
ASKED = "What the changed rule means"
LESSON_ASKED = "What the change means"


@pytest.fixture
def module():
    route = make_route(make_course(completed_by="MENTORING", lessons=0))
    make_course_completion(make_enrolment(route=route))
    return ModulePage.objects.get()


def address(module):
    return reverse("wagtailadmin_pages:edit", args=[module.pk])


def send(cms, module, **changes):
    fields = {"title": module.title, "slug": module.slug, "code": module.code, "share": 80, "needed": 3}
    fields |= {"completed_by": "MENTORING", "comments": inline_formset([]), "plan": streamfield([])} | changes
    return cms.post(address(module), nested_form_data(fields))


def test_nothing_is_asked_while_the_rule_is_the_one_in_force(cms, module):
    assert ASKED not in cms.get(address(module)).content.decode()
    assert send(cms, module, title="Meetings", **PUBLISH).status_code == 302
    assert current_edition(module).effect == "FROM_NOW_ON"


def test_a_changed_rule_is_published_with_a_word_on_what_it_means(cms, module):
    refused = send(cms, module, needed=4, **PUBLISH)
    assert refused.context["form"].errors == {"effect": ["The rule has changed. Choose what that means, then publish."]}
    page = " ".join(refused.content.decode().split())
    assert ASKED in page
    assert "1 person hears of it and sees “Due a refresh”." in page
    assert [box.data["selected"] for box in refused.context["form"]["effect"].subwidgets] == [True, False]
    assert ModulePage.objects.get().needed == 3
    assert send(cms, module, needed=4, effect="ASK_REFRESH", **PUBLISH).status_code == 302
    assert (ModulePage.objects.get().needed, current_edition(module).effect) == (4, "ASK_REFRESH")


def test_a_draft_is_never_asked_and_shows_the_choice_the_next_time(cms, module):
    assert send(cms, module, needed=4).status_code == 302
    assert (ModulePage.objects.get().needed, current_edition(module).number) == (3, 1)
    assert ASKED in cms.get(address(module)).content.decode()


def test_the_choice_waits_with_the_draft_until_it_is_published(cms, module):
    send(cms, module, needed=4, effect="ASK_REFRESH")
    ModulePage.objects.get().get_latest_revision().publish()
    assert current_edition(module).effect == "ASK_REFRESH"


def test_what_was_chosen_for_one_change_says_nothing_of_the_next(cms, module):
    send(cms, module, needed=4, effect="ASK_REFRESH", **PUBLISH)
    send(cms, module, needed=4)
    refused = send(cms, module, needed=5, **PUBLISH)
    assert [box.data["selected"] for box in refused.context["form"]["effect"].subwidgets] == [True, False]
    assert ModulePage.objects.get().get_latest_revision_as_object().effect == "FROM_NOW_ON"


def test_where_nobody_has_completed_it_nothing_is_asked(cms):
    make_route(make_course(completed_by="MENTORING", lessons=0))
    module = ModulePage.objects.get()
    assert send(cms, module, needed=4, **PUBLISH).status_code == 302
    assert current_edition(module).effect == "FROM_NOW_ON"


def test_versions_can_still_be_compared(cms, module):
    send(cms, module, needed=4)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[module.pk, "live", "latest"])
    page = cms.get(address).content.decode()
    assert ("How many are needed" in page, ASKED in page) == (True, False)


@pytest.fixture
def extra():
    """An extra lesson of a module that somebody has complete."""
    make_course_completion(make_enrolment(route=make_route(make_course(lessons=1))))
    return make_lesson(ModulePage.objects.get(), slug="extra", title="Extra", required=False)


def send_lesson(cms, lesson, **changes):
    fields = {"title": lesson.title, "slug": lesson.slug, "minutes": 5, "topics": "", "comments": inline_formset([])}
    fields |= {"body": streamfield([("new_screen", "")])} | changes
    return cms.post(address(lesson), nested_form_data(fields))


def test_a_lesson_that_its_module_waits_for_now_asks_what_that_means(cms, extra):
    assert LESSON_ASKED not in cms.get(address(extra)).content.decode()
    refused = send_lesson(cms, extra, required="on", **PUBLISH)
    words = "What the module asks has changed. Choose what that means, then publish."
    assert refused.context["form"].errors == {"effect": [words]}
    assert LESSON_ASKED in refused.content.decode()
    assert send_lesson(cms, extra, required="on", effect="ASK_REFRESH", **PUBLISH).status_code == 302
    assert (LessonPage.objects.get(pk=extra.pk).required, current_edition(extra).effect) == (True, "ASK_REFRESH")
    assert send_lesson(cms, extra, required="on", title="Other", **PUBLISH).status_code == 302
    assert current_edition(extra).effect == "FROM_NOW_ON"


def test_the_choice_for_a_lesson_waits_with_its_draft(cms, extra):
    send_lesson(cms, extra, required="on", effect="ASK_REFRESH")
    chosen = cms.get(address(extra)).context["form"]["effect"].subwidgets
    assert [box.data["selected"] for box in chosen] == [False, True]
    LessonPage.objects.get(pk=extra.pk).get_latest_revision().publish()
    assert current_edition(extra).effect == "ASK_REFRESH"


def test_a_new_lesson_asks_it_before_there_is_a_page(cms, extra):
    new = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", extra.get_parent().pk])
    assert LESSON_ASKED in cms.get(new).content.decode()


def test_a_lesson_asks_nothing_where_it_is_not_what_counts(cms, extra):
    module = ModulePage.objects.get()
    module.completed_by = "GRANT"
    publish(module)
    assert send_lesson(cms, extra, required="on", **PUBLISH).status_code == 302
    assert current_edition(extra).effect == "FROM_NOW_ON"
