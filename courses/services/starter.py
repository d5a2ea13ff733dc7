"""Brings the starter content in, and never overwrites what an editor changed or deleted."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, RevisionMixin

from courses.models import (
    Audience,
    CoursePage,
    EvidenceRecord,
    LessonPage,
    ModulePage,
    Resource,
    Route,
    RouteModule,
    Rubric,
    SeededContent,
    Topic,
)
from courses.services.starter_blocks import Finders, stream
from courses.services.starter_lists import STARTER, read
from people.models import StaffRole

Fields = dict[str, Any]
MANY: dict[str, Any] = {"evidence": EvidenceRecord, "audiences": Audience, "suggested_for": StaffRole}


def digest_of(values: Any) -> str:
    """A short print of what a file says, so that a changed file is noticed."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def _write(kept: SeededContent, thing: RevisionMixin, *, publish: bool) -> None:
    """The thing as it is now becomes a revision, live where that is asked for, and the last one of ours."""
    revision = thing.save_revision()
    if publish:
        revision.publish()
    kept.revision = revision
    kept.save()


def _mine(path: str) -> tuple[SeededContent | None, Any]:
    """What we brought under this path, and the thing itself as it was last saved; None where somebody deleted it."""
    kept = SeededContent.objects.select_related("revision").filter(path=path).first()
    if kept is None or kept.revision is None:
        return kept, None
    return kept, kept.revision.content_object


def _to_write(kept: SeededContent, thing: Any, digest: str, *, publish: bool) -> bool:
    """Whether the thing is still ours as we left it, and the file or the wish to publish it is new."""
    if thing.latest_revision_id != kept.revision_id:
        return False
    return kept.digest != digest or (publish and not thing.live)


def _fill(thing: Any, fields: Fields) -> None:
    streams = {field.name for field in thing._meta.get_fields() if isinstance(field, StreamField)}
    for name, value in fields.items():
        if name == "topics":
            thing.topics.set([Topic.objects.get_or_create(name=topic)[0] for topic in value])
        elif name in MANY:
            getattr(thing, name).set(MANY[name].objects.filter(code__in=value))
        elif name == "rubric":
            thing.rubric = Rubric.objects.get(code=value)
        elif name in streams and not isinstance(value, str):
            setattr(thing, name, thing._meta.get_field(name).stream_block.to_python(value))
        else:
            setattr(thing, name, value)


def seed_page(*, path: str, model: type[Page], parent: Page, fields: Fields, publish: bool) -> Page | None:
    """The page exists below its parent as the file says, unless somebody changed it (then it stays as it is) or
    deleted it (then None comes back). A page of that slug that is not ours is left alone."""
    with transaction.atomic():
        digest = digest_of(fields)
        kept, page = _mine(path)
        if kept is None:
            parent = type(parent).objects.get(pk=parent.pk)  # how many children it has decides where the next goes
            taken = Page.objects.child_of(parent).filter(slug=fields["slug"]).first()
            if taken is not None:
                return taken.specific
            page = model(live=False)
            _fill(page, {name: value for name, value in fields.items() if name not in {"topics", *MANY}})
            parent.add_child(instance=page)
            kept = SeededContent(path=path)
        elif page is None or not _to_write(kept, page, digest, publish=publish):
            return page
        _fill(page, fields)
        kept.digest = digest
        _write(kept, page, publish=publish)
        return model.objects.get(pk=page.pk)


def retire(*, path: str) -> None:
    """What an earlier release brought under this path makes room, unless an editor changed it or put pages below it."""
    kept, page = _mine(path)
    if kept is None or page is None or page.latest_revision_id != kept.revision_id or page.get_children().exists():
        return
    with transaction.atomic():
        kept.delete()
        page.delete()


def seed_course(*, folder: Path, parent: Page, publish: bool) -> CoursePage | None:
    """The course with its modules, lessons and routes, each under the rule of seed_page."""
    told = read(folder / "course.yaml")
    routes, modules = told.pop("routes"), told.pop("modules")
    course = seed_page(
        path=folder.name, model=CoursePage, parent=parent, fields=told | {"slug": told["code"]}, publish=publish
    )
    if course is None:
        return None
    made = {code: _seed_module(folder / code, course, publish=publish) for code in modules}
    own = {code: module for code, module in made.items() if module is not None}
    for at, fields in sorted(enumerate(routes), key=lambda pair: pair[1].get("renewed_by", "") != pair[1]["code"]):
        _seed_route(f"{folder.name}/routes/{fields['code']}", course, fields | {"order": at}, own, publish=publish)
    return course


def blocks_of(model: type[Page], name: str, entries: list[Fields], path: str) -> list[Fields]:
    """The entries of a file as this field of a page stores them, with ids that never change."""
    return stream(model._meta.get_field(name).stream_block, entries, path, _finders(STARTER))


def _finders(folder: Path, course: Page | None = None) -> Finders:
    def lesson(slug: str) -> int:
        return LessonPage.objects.descendant_of(course).values_list("pk", flat=True).get(slug=slug)

    def image(name: str) -> int:
        title = Path(name).stem.replace("-", " ").capitalize()
        model = get_image_model()
        found = model.objects.filter(title=title).order_by("pk").first()
        if found is None:
            with (folder / name).open("rb") as file:
                found = model.objects.create(title=title, file=ImageFile(file, name=name))
        return found.pk

    def evidence(code: str) -> int:
        return EvidenceRecord.objects.values_list("pk", flat=True).get(code=code)

    def resource(title: str) -> int:
        return Resource.objects.values_list("pk", flat=True).get(title=title)

    return Finders(image=image, evidence=evidence, lesson=lesson, resource=resource)


def _seed_module(folder: Path, course: CoursePage, *, publish: bool) -> ModulePage | None:
    told = read(folder / "module.yaml")
    lessons, optional = told.pop("lessons", []), told.pop("optional", [])
    path = f"{course.code}/{told['code']}"
    plan = ModulePage._meta.get_field("plan").stream_block
    told["plan"] = stream(plan, told.get("plan", []), path, _finders(folder))
    module = seed_page(
        path=path, model=ModulePage, parent=course, fields=told | {"slug": told["code"]}, publish=publish
    )
    if module is None:
        return None
    for name in lessons:
        file = (folder.parent / f"{name}.yaml") if name.startswith("../") else folder / f"{name}.yaml"
        _seed_lesson(file.resolve(), module, course, required=file.stem not in optional, path=path, publish=publish)
    return module


def _seed_lesson(
    file: Path, module: ModulePage, course: CoursePage, *, required: bool, path: str, publish: bool
) -> None:
    told = read(file)
    body = LessonPage._meta.get_field("body").stream_block
    path = f"{path}/{file.stem}"
    told["body"] = stream(body, told.pop("blocks"), path, _finders(file.parent, course))
    fields = told | {"slug": file.stem, "required": required}
    seed_page(path=path, model=LessonPage, parent=module, fields=fields, publish=publish)


def _seed_route(path: str, course: CoursePage, told: Fields, own: dict[str, ModulePage], *, publish: bool) -> None:
    """The route as the file says, under the rule of seed_page; nothing where one of its modules is gone."""
    digest = digest_of(told)
    codes, renewed_by = told["modules"], told.get("renewed_by")
    with transaction.atomic():
        kept, route = _mine(path)
        if kept is not None and (route is None or not _to_write(kept, route, digest, publish=publish)):
            return
        taken = kept is None and course.routes.filter(code=told["code"]).exists()
        if taken or set(codes) - set(own):
            return
        kept, route = kept or SeededContent(path=path), route or Route(course=course, live=False)
        _fill(route, {name: value for name, value in told.items() if name not in {"modules", "renewed_by"}})
        route.route_modules.set([RouteModule(module=own[code], sort_order=at) for at, code in enumerate(codes)])
        route.save()
        route.renewed_by = course.routes.filter(code=renewed_by).first()
        kept.digest = digest
        _write(kept, route, publish=publish)
