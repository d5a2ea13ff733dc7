"""Courses with modules, lessons and routes: what they say and nothing else, published as an editor would."""

from functools import partial
from typing import Any

from django.utils import timezone
from wagtail.blocks import ListBlock, StructBlock
from wagtail.models import Page, Site
from wagtail.signals import page_published

from courses.gates import SAFETY_WORDS
from courses.models import (
    CompletedBy,
    ConfidenceScale,
    CourseIndexPage,
    CoursePage,
    EvidenceRecord,
    LessonPage,
    LocalWord,
    ModulePage,
    Route,
    RouteModule,
    ScaleRow,
)
from home.models import HomePage

SETTINGS: dict[str, dict[str, Any]] = {
    CompletedBy.ATTENDANCE: {"minutes": 120},
    CompletedBy.PRACTICE: {"needed": 3, "within_days": 84},
    CompletedBy.MENTORING: {"needed": 3},
    CompletedBy.GRANT: {"what_to_see": "You co-hosted one session."},
}
TEXT = {"type": "text", "value": "<p>You listened. That is where connecting starts.</p>"}


def publish(page: Page) -> Page:
    """The page as it is now is what people read."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def add(parent: Page, page: Page) -> Page:
    """A new page that people read. What publishing it comes to, without the checks and the log of an editor's form."""
    place(parent, page)
    revision = page.save_revision(clean=False, log_action=False)
    now = timezone.now()
    kept = {"live_revision": revision, "first_published_at": now, "last_published_at": now}
    type(page).objects.filter(pk=page.pk).update(**kept, has_unpublished_changes=False)
    page = type(page).objects.get(pk=page.pk)
    page_published.send(sender=type(page), instance=page, revision=revision)
    return page


def place(parent: Page, page: Page) -> Page:
    """A new page as a migration makes one: live, and without a past. Enough for what stands above the courses."""
    page.draft_title, page.locale_id = page.title, parent.locale_id
    page._is_site_root = False
    page.save = partial(page.save, clean=False, log_action=None)
    parent.add_child(instance=page)
    del page.save
    return page


def make_home() -> HomePage:
    """The front page at the root of the default site."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = place(root, HomePage(title="Home", slug="front", promise="Come and practise it."))
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page = home
    site.save()
    return home


def make_index() -> CourseIndexPage:
    """The catalogue at /courses/."""
    index = CourseIndexPage.objects.first()
    return index or place(make_home(), CourseIndexPage(title="Courses", slug="courses"))


def make_course(
    *,
    modules: int = 1,
    lessons: int = 1,
    completed_by: str = CompletedBy.LESSONS,
    code: str | None = None,
    **fields: Any,
) -> CoursePage:
    """A published course. Its modules are completed by that rule, and each has that many lessons of one text."""
    index = make_index()
    code = code or f"course-{CoursePage.objects.count() + 1}"
    kept = {"title": code.replace("-", " ").capitalize(), "summary": "What it promises."} | fields
    course = add(index, CoursePage(code=code, slug=code, **kept))
    for _number in range(modules):
        make_module(course, completed_by=completed_by, lessons=lessons)
    return CoursePage.objects.get(pk=course.pk)


def make_module(
    course: CoursePage, *, completed_by: str = CompletedBy.LESSONS, lessons: int = 0, code: str = "", **fields: Any
) -> ModulePage:
    """A published module with what its rule needs."""
    code = code or f"module-{ModulePage.objects.child_of(course).count() + 1}"
    kept = {"title": code.replace("-", " ").capitalize()} | SETTINGS.get(completed_by, {}) | fields
    parent = CoursePage.objects.get(pk=course.pk)
    module = add(parent, ModulePage(code=code, slug=code, completed_by=completed_by, **kept))
    for _number in range(lessons):
        make_lesson(module)
    return ModulePage.objects.get(pk=module.pk)


def make_lesson(module: ModulePage, *, blocks: list[Any] | None = None, slug: str = "", **fields: Any) -> LessonPage:
    """A published lesson. Blocks are raw ({"type", "value", "id"}) or pairs of (type, value); one text if not given."""
    slug = slug or f"lesson-{LessonPage.objects.child_of(module).count() + 1}"
    given = [TEXT] if blocks is None else blocks
    raw = [{"type": block[0], "value": block[1]} if isinstance(block, tuple) else block for block in given]
    kept = {"title": slug.replace("-", " ").capitalize()} | fields
    lesson = LessonPage(slug=slug, **kept)
    lesson.body = LessonPage._meta.get_field("body").stream_block.to_python(raw)
    parent = ModulePage.objects.get(pk=module.pk)
    return add(parent, lesson)


def make_route(
    course: CoursePage, *, audience: str = "STAFF", modules: list[ModulePage] | None = None, **fields: Any
) -> Route:
    """A published route through all modules of the course, or through those given."""
    needed = list(ModulePage.objects.child_of(course).order_by("path")) if modules is None else modules
    kept = {
        "code": f"route-{course.routes.count() + 1}",
        "name": audience.capitalize(),
        "certificate_title": course.title,
        "statement": "completed it on {date}.",
    } | fields
    route = Route(course=course, audience=audience, **kept)
    route.route_modules = [RouteModule(module=module, sort_order=at) for at, module in enumerate(needed)]
    route.save()
    route.save_revision().publish()
    return Route.objects.get(pk=route.pk)


def make_evidence(*, code: str = "FR1", **fields: Any) -> EvidenceRecord:
    """One finding."""
    kept = {
        "sentence": "A town's programme was associated with a fall in admissions.",
        "period_and_kind": "2013 to 2017; looking back at records",
        "caution": "Many things changed there at once.",
    } | fields
    return EvidenceRecord.objects.create(code=code, **kept)


def make_scale(*, code: str = "relational-five", rows: dict[str, str] | None = None, **fields: Any) -> ConfidenceScale:
    """A confidence scale with those rows, or with two."""
    kept = {"name": "Five about people", "before": "How sure are you?", "after": "The same again."} | fields
    scale = ConfidenceScale.objects.create(code=code, **kept)
    given = {"notice": "I notice.", "listen": "I can listen."} if rows is None else rows
    ScaleRow.objects.bulk_create(
        ScaleRow(scale=scale, key=key, text=text, sort_order=at) for at, (key, text) in enumerate(given.items())
    )
    return scale


def make_word(organisation: Any, *, word: str = "hub", value: str = "Low Mill Hub") -> LocalWord:
    """What this organisation calls one thing."""
    return LocalWord.objects.create(organisation=organisation, word=word, value=value)


def make_numbers(organisation: Any) -> None:
    """Whom to ring there: a lesson with a safety panel may be published."""
    for word in SAFETY_WORDS:
        make_word(organisation, word=word, value="01632 960 111")


def make_block(kind: str, value: Any = None, *, key: str = "block-1") -> Any:
    """One block of a lesson, as the player gets it; no database. Lists may be plain: their items get ids item-0 …"""
    body = LessonPage._meta.get_field("body").stream_block
    return body.to_python([{"type": kind, "value": with_ids(body.child_blocks[kind], value), "id": key}])[0]


def with_ids(block: Any, value: Any, path: str = "item") -> Any:
    """A raw value whose plain lists have become lists of items with ids that a test can name."""
    if isinstance(block, ListBlock):
        return [
            {"type": "item", "id": f"{path}-{at}", "value": with_ids(block.child_block, item, f"{path}-{at}")}
            for at, item in enumerate(value)
        ]
    if isinstance(block, StructBlock) and not isinstance(value, str):
        return {name: with_ids(block.child_blocks[name], item, path) for name, item in (value or {}).items()}
    return value
