"""A course that uses everything a file may hold, and files made from it."""

import hashlib
import io
import zipfile
from typing import Any

import yaml
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from courses.models import (
    Audience,
    ConfidenceScale,
    CourseLanguage,
    CoursePage,
    Criterion,
    Edition,
    EvidenceRecord,
    GlossaryTerm,
    JargonWord,
    LessonPage,
    Resource,
    Route,
    Rubric,
    SeededContent,
    Topic,
)
from courses.services.transfer.export import export_course
from courses.services.transfer.file import MANIFEST, to_yaml
from people.models import StaffRole
from tests.factories.courses import (
    make_course,
    make_evidence,
    make_lesson,
    make_module,
    make_route,
    make_scale,
    publish,
    with_ids,
)
from tests.factories.media import make_document, make_picture

LISTS = (Audience, ConfidenceScale, EvidenceRecord, GlossaryTerm, JargonWord, Resource, Rubric, StaffRole, Topic)
STORY = {
    "title": "At the bus stop",
    "start": "a",
    "scenes": [{"key": "a", "text": "She sits down.", "choices": [{"text": "Nod", "next": "end"}]}],
    "endings": [{"key": "end", "name": "Settled", "kind": "pass", "text": "She smiles.", "why": "Kind."}],
}


def make_rich_course(code: str = "kindness") -> CoursePage:
    """Two modules, three lessons, two routes; a picture, a document, a story, and a row of every list."""
    course = make_course(modules=0, code=code)
    course.topics.set([Topic.objects.get_or_create(name="listening")[0]])
    course.audiences.set([Audience.objects.get_or_create(code="carer", defaults={"name": "Carer"})[0]])
    course.evidence.set([make_evidence()])
    course.languages.set([CourseLanguage(code="cy")])
    publish(course)
    ready = make_module(course, code="ready")
    observed = make_module(course, code="observed", completed_by="OBSERVATION", rubric=_rubric())
    first = make_lesson(ready, slug="first", blocks=_words(ready))
    make_lesson(ready, slug="second", blocks=[_block("scenario", STORY | {"revisit": first.pk}, "story")])
    make_lesson(observed, slug="third")
    role, _made = StaffRole.objects.get_or_create(code="caretaker", defaults={"name": "Caretaker"})
    refresh = make_route(course, code="refresh", modules=[ready])
    staff = make_route(course, code="staff", renewed_by=refresh)
    staff.suggested_for.set([role])
    staff.save_revision().publish()
    return CoursePage.objects.get(pk=course.pk)


def _block(kind: str, value: Any, key: str) -> dict[str, Any]:
    body = LessonPage._meta.get_field("body").stream_block
    return {"type": kind, "id": key, "value": with_ids(body.child_blocks[kind], value, key)}


def _words(module: Page) -> list[dict[str, Any]]:
    place = Resource.objects.create(title="A map", link="https://example.org/map", why="It shows who is near.")
    GlossaryTerm.objects.create(term="Huddle", meaning="Half an hour with your team.")
    GlossaryTerm.objects.create(term="Rubric", meaning="Nobody says this here.")
    JargonWord.objects.create(word="signpost", try_instead="point to")
    text = f'<p>Signpost to {{hub}} & the huddle: <a linktype="page" id="{module.pk}">before</a>.</p>'
    make_scale()
    option = {"text": "Listen", "right": True, "feedback": "Yes."}
    other = {"text": "Ring", "right": False, "feedback": "Not yet."}
    return [
        {"type": "safety_panel", "id": "safety", "value": None},
        _block("text", {"text": text, "sources": [EvidenceRecord.objects.get().pk]}, "words"),
        _block("image", {"image": make_picture().pk, "alt": "A wall.", "decorative": False}, "wall"),
        _block("resource_link", {"resource": place.pk}, "map"),
        _block("confidence", {"items": ConfidenceScale.objects.get().code, "moment": "BEFORE"}, "sure"),
        _block("quiz_single", {"question": "What first?", "options": [option, other]}, "quiz"),
        _block("handout", {"title": "Card", "body": "<p>Ask.</p>", "files": [{"file": _card().pk}]}, "card"),
    ]


def _rubric() -> Rubric:
    rubric = Rubric(code="fair", name="Fair play", least_total=2)
    levels = {"beginning": "Tries.", "secure": "Does.", "strong": "Always does."}
    rubric.criteria = [Criterion(key="fair", text="Hears both.", **levels)]
    rubric.save()
    return rubric


def _card() -> Any:
    return make_document("card.txt", b"Ask one question.\n")


def taken(course: CoursePage, **how: Any) -> bytes:
    """The course as a file."""
    file = io.BytesIO()
    export_course(course, file, **how)
    return file.getvalue()


def parts(file: bytes) -> dict[str, bytes]:
    """Everything in the file but its list."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != MANIFEST}


def rewritten(file: bytes, changes: dict[str, Any], **manifest: Any) -> bytes:
    """The file with other parts (values, bytes, or None for a part less), each as the list says."""
    made = parts(file)
    for name, change in changes.items():
        values = change(yaml.safe_load(made[name])) if callable(change) else change
        made[name] = values if isinstance(values, bytes | None) else to_yaml(values)
    made = {name: content for name, content in made.items() if content is not None}
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        listed = yaml.safe_load(archive.read(MANIFEST)) | manifest
    listed["parts"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)} for name, content in made.items()
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in made.items():
            archive.writestr(name, content)
        archive.writestr(MANIFEST, yaml.safe_dump(listed))
    return target.getvalue()


def empty_site() -> None:
    """No course is here any more, and nothing that one used."""
    Route.objects.update(renewed_by=None)
    Route.objects.all().delete()
    SeededContent.objects.all().delete()
    courses = CoursePage.objects.all()
    below = Page.objects.filter(pk__in=[page.pk for one in courses for page in one.get_descendants(inclusive=True)])
    Edition.objects.filter(page__in=below).delete()
    Revision.objects.filter(object_id__in=[str(page.pk) for page in below]).delete()
    for course in courses:
        course.delete()
    for model in (*LISTS, get_image_model(), get_document_model()):
        model._default_manager.all().delete()


def facts() -> list[Any]:
    """What an import that is refused leaves as it was."""
    return [
        list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision", "live")),
        list(Route.objects.order_by("pk").values_list("pk", "latest_revision", "live")),
        [model._default_manager.count() for model in (*LISTS, get_image_model(), get_document_model(), Revision)],
    ]
