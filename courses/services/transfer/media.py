"""Pictures and documents of a course: which it uses, and how they come in. No file is trusted by its name."""

import tempfile
from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from courses.media import files, pictures
from courses.media.kinds import DOCUMENTS, extension_of
from courses.media.kinds import Refused as NotTaken
from courses.services import scan
from courses.services.transfer.file import Parcel, Refused

FOCUS = tuple(f"focal_point_{side}" for side in ("x", "y", "width", "height"))
SAID = {"images": ("title", "description", *FOCUS), "documents": ("title",)}
IN_MEMORY = 4 * 1024 * 1024


def models() -> dict[str, Any]:
    """The two kinds, by the name of their list in the file."""
    return {"images": get_image_model(), "documents": get_document_model()}


def name_of(row: Any) -> str:
    """What the file is called in a course file: by its title and its content, so that it is the same on every site."""
    ending = row.file.name.rsplit(".", 1)[-1].lower()
    return f"{slugify(row.title)[:40].strip('-_').replace('_', '-') or 'file'}-{row.get_file_hash()[:10]}.{ending}"


def say(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of each picture and document, by its name in the file."""
    said: dict[str, Any] = {}
    for kind, model in models().items():
        for name in sorted(name for name, row in rows.items() if isinstance(row, model)):
            row = rows[name]
            known = {field: getattr(row, field) for field in SAID[kind]} | {"tags": sorted(row.tags.names())}
            said.setdefault(kind, {})[name] = {
                key: value for key, value in known.items() if value not in ("", None, [])
            }
    return said


class Bringing:
    """Makes the rows of new files within the caller's transaction; ``write`` puts the files themselves in place."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel, self.waiting, self.written = parcel, list[tuple[Any, str]](), list[tuple[Any, str]]()
        self.keys: dict[Any, dict[str, int]] = {}
        self.new: list[str] = []

    def scan(self) -> None:
        """No document holds anything harmful. Raises Refused. Another program is asked, so no transaction may wait."""
        problems = []
        for part in self.parcel.manifest["parts"]:
            if not part.startswith("media/") or extension_of(part) not in DOCUMENTS:
                continue
            with self.parcel.archive.open(part) as file:
                try:
                    scan.check(file)
                except NotTaken as fault:
                    problems.append(f"{part.removeprefix('media/')}: {fault}")
        if problems:
            raise Refused(*problems)

    def rows(self, said: Mapping[str, Any]) -> None:
        """Every file has its row. One with the same content and title is there already. Raises Refused."""
        problems = []
        for kind, told in said.items():
            model = models().get(kind)
            for name, known in (told if isinstance(told, dict) and model else {"": None}).items():
                try:
                    row = self._row(kind, model, name, known)
                except NotTaken as fault:
                    problems.append(f"{name}: {fault}")
                except (ValidationError, KeyError, TypeError, AttributeError):
                    problems.append(_("media.yaml: “%(name)s” cannot be read.") % {"name": name or kind})
                else:
                    self.keys.setdefault(model, {})[name] = row.pk
        parts = {part.removeprefix("media/") for part in self.parcel.manifest["parts"] if part.startswith("media/")}
        for name in sorted(parts - {name for told in said.values() if isinstance(told, dict) for name in told}):
            problems.append(_("media.yaml says nothing of “%(name)s”.") % {"name": name})
        if problems:
            raise Refused(*problems)

    def _row(self, kind: str, model: Any, name: str, known: Any) -> Any:
        with self._open(f"media/{name}") as file:
            found = hash_filelike(file)
            row = model.objects.filter(file_hash=found, title=known["title"]).order_by("pk").first()
            if row is not None:
                return row
            size = file.seek(0, 2)
            more = self._checked(kind, file, name, size)
        if unknown := set(known) - {*SAID[kind], "tags"}:
            raise KeyError(*unknown)
        field = model._meta.get_field("file")
        # The row knows its file by name alone until everything else has passed.
        place = field.storage.get_available_name(field.generate_filename(model(title=known["title"]), name))
        fields = {key: value for key, value in known.items() if key != "tags"}
        row = model(file=place, file_hash=found, file_size=size, **more, **fields)
        row.full_clean(exclude={"file"})
        row.save()
        row.tags.set(known.get("tags", []))
        self.waiting.append((row, name))
        self.new.append(f"{model._meta.verbose_name}: {row.title}")
        return row

    def _checked(self, kind: str, file: Any, name: str, size: int) -> dict[str, int]:
        """Raises NotTaken for what an editor could not have brought either."""
        file.seek(0)
        if kind == "documents":
            files.check(file, name=name, size=size)
            return {}
        pictures.drawn_again(file, name=name, size=size)
        file.seek(0)
        with Picture.open(file) as opened:
            width, height = opened.size
        return {"width": width, "height": height}

    def _open(self, part: str) -> IO[bytes]:
        copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the caller closes it
        with self.parcel.archive.open(part) as source:
            while piece := source.read(IN_MEMORY):
                copy.write(piece)
        copy.seek(0)
        return copy

    def write(self) -> None:
        """The files stand where their rows say. Called last, when nothing can be refused any more."""
        for row, name in self.waiting:
            with self._open(f"media/{name}") as file:
                storage = row.file.storage
                place = storage.save(row.file.name, File(file))
            self.written.append((storage, place))
            if place != row.file.name:
                type(row).objects.filter(pk=row.pk).update(file=place)

    def undo(self) -> None:
        """None of the files that ``write`` put in place is left."""
        for storage, place in self.written:
            storage.delete(place)
