import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Revision

from courses.models import CoursePage, LessonPage, ModulePage, Route, SeededContent, Translation
from courses.models.review import has_written
from courses.services.copying import copy_course
from courses.services.translating import translate_course, waiting_below
from tests.factories.courses import make_course, make_lesson, make_module, make_word
from tests.factories.people import make_organisation, make_person
from tests.factories.reviews import write
from tests.factories.travel import make_rich_course

pytestmark = pytest.mark.django_db


def copied(course, *, code="kindness-two", key="once", title="Kindness for two", **kw):
    return copy_course(source=course, title=title, code=code, key=key, **kw)


def test_a_copy_is_a_draft_of_its_own_with_all_below_and_its_blocks_keep_their_ids(editor):
    course = make_rich_course()
    copy = copied(course, by=editor)
    assert (copy.title, copy.code, copy.slug, copy.live) == ("Kindness for two", "kindness-two", "kindness-two", False)
    first, second = ([page.slug for page in one.get_descendants().order_by("path")] for one in (course, copy))
    assert first == second
    of = {page.slug: [block.id for block in page.body] for page in LessonPage.objects.descendant_of(course)}
    assert {page.slug: [block.id for block in page.body] for page in LessonPage.objects.descendant_of(copy)} == of
    assert not set(copy.get_descendants().values_list("translation_key")) & set(
        course.get_descendants().values_list("translation_key")
    )


def test_topics_audiences_evidence_and_languages_are_kept():
    copy = copied(make_rich_course())
    assert [topic.name for topic in copy.topics.all()] == ["listening"]
    assert [audience.code for audience in copy.audiences.all()] == ["carer"]
    assert [record.code for record in copy.evidence.all()] == ["FR1"]
    assert [language.code for language in copy.languages.all()] == ["cy"]


def test_routes_come_along_as_drafts_renewed_and_suggested_as_the_first():
    copy = copied(make_rich_course())
    routes = {route.code: route for route in Route.objects.filter(course=copy)}
    assert {code: route.live for code, route in routes.items()} == {"refresh": False, "staff": False}
    assert routes["staff"].renewed_by == routes["refresh"]
    assert [role.code for role in routes["staff"].suggested_for.all()] == ["caretaker"]
    modules = [needed.module.get_parent().pk for needed in routes["staff"].route_modules.all()]
    assert modules == [copy.pk, copy.pk]
    draft = routes["staff"].get_latest_revision_as_object()
    assert (draft.renewed_by, [role.code for role in draft.suggested_for.all()]) == (routes["refresh"], ["caretaker"])


def test_links_and_stories_inside_lead_to_the_copy():
    course = make_rich_course()
    copy = copied(course)
    lessons = {lesson.slug: lesson for lesson in LessonPage.objects.descendant_of(copy)}
    ready = ModulePage.objects.descendant_of(copy).get(code="ready")
    assert f'<a id="{ready.pk}" linktype="page">before</a>' in lessons["first"].body[1].value["text"].source
    assert lessons["second"].body[0].value["revisit"].pk == lessons["first"].pk
    draft = lessons["second"].get_latest_revision_as_object()
    assert draft.body[0].value["revisit"].pk == lessons["first"].pk


def test_a_link_out_of_the_course_still_leads_there():
    other = make_course(modules=0, code="other")
    course = make_course(modules=0, code="kindness")
    text = f'<p>See <a linktype="page" id="{other.pk}">that</a>.</p>'
    make_lesson(make_module(course, code="ready"), blocks=[("text", text)])
    copy = copied(CoursePage.objects.get(pk=course.pk))
    assert f'id="{other.pk}"' in LessonPage.objects.descendant_of(copy).get().body[0].value["text"].source


def test_the_newest_drafts_are_copied_without_their_history():
    course = make_course(code="kindness")
    lesson = LessonPage.objects.get()
    lesson.title = "Not out yet"
    lesson.save_revision()
    copy = copied(course)
    page = LessonPage.objects.descendant_of(copy).get()
    assert (page.title, page.get_latest_revision_as_object().title) == ("Not out yet", "Not out yet")
    assert [Revision.objects.for_instance(one.specific).count() for one in copy.get_descendants(inclusive=True)] == [
        *(1, 1, 1)
    ]


def test_neither_who_wrote_what_nobody_has_reviewed_nor_who_copied_it_may_approve_the_copy(editor, administrator):
    course = make_course(code="kindness")
    first, second, reader = (make_person(given_name=name) for name in ("Ann", "Ben", "Cora"))
    for person in (first, second):
        write(LessonPage.objects.get(), person, title=f"By {person.given_name}")
    page = LessonPage.objects.descendant_of(copied(course, by=editor)).get()
    assert (page.title, page.latest_revision.user) == ("By Ben", editor)
    people = (first, second, editor, reader, administrator)
    assert [has_written(page, person) for person in people] == [True, True, True, False, False]
    copied(CoursePage.objects.get(code="kindness-two"), code="kindness-three", key="again", by=reader)
    page = LessonPage.objects.get(url_path__contains="kindness-three")
    assert [has_written(page, person) for person in people] == [True, True, True, True, False]


def test_a_copied_translation_waits_to_be_cleared_where_the_first_waits():
    made = translate_course(source=make_course(), language="cy", title="Caredigrwydd", code="caredigrwydd")
    Translation.objects.filter(page=made).update(cleared_at=timezone.now())
    copy = copied(CoursePage.objects.get(pk=made.pk))
    below = [page.pk for page in copy.get_descendants().order_by("path")]
    assert [page.pk for page in waiting_below(copy)] == below
    assert len(below) == 2


def test_asked_twice_there_is_one_copy():
    course = make_rich_course()
    assert copied(course).pk == copied(course).pk
    assert CoursePage.objects.count() == 2
    assert copied(course, key="again", code="kindness-three").code == "kindness-three"


@pytest.mark.parametrize("code", ["kindness", "taken"])
def test_a_code_or_an_address_that_is_taken_is_said_before_anything_is_copied(code):
    course = make_rich_course()
    other = make_course(modules=0, code="other")
    other.slug = "taken"
    other.save()
    before = CoursePage.objects.count()
    with pytest.raises(ValidationError) as taken:
        copied(course, code=code)
    assert taken.value.message_dict == {"code": [f"Another course has the code “{code}”."]}
    assert CoursePage.objects.count() == before


def test_what_the_starter_catalogue_brought_is_not_said_of_the_copy():
    course = make_rich_course()
    SeededContent.objects.create(path="kindness", revision=course.latest_revision)
    copied(course)
    assert list(SeededContent.objects.order_by("path").values_list("path", flat=True)) == ["copy/once", "kindness"]


def test_one_national_course_reads_differently_in_two_organisations_without_a_copy(client):
    course = make_course(modules=0, code="kindness")
    lesson = make_lesson(make_module(course), blocks=[("text", "<p>Come to {hub}.</p>")], public=True)
    seen = []
    for value in ("Low Mill Hub", "The Old Fire Station"):
        place = make_organisation()
        make_word(place, value=value)
        client.force_login(make_person(organisation=place))
        page = client.get(lesson.url).content.decode()
        seen.append([words for words in ("Low Mill Hub", "The Old Fire Station") if f"Come to {words}." in page])
    assert seen == [["Low Mill Hub"], ["The Old Fire Station"]]
    assert CoursePage.objects.count() == 1
