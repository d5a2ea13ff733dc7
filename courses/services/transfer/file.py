"""The file that a course travels in: a zip of readable parts, with a list of what is in it."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import yaml
from django.utils.translation import gettext as _

WHAT, FORMAT = "relationships-academy-course", 1
MANIFEST = "manifest.yaml"
PART = re.compile(
    r"(?:course|lists|media)\.yaml"
    r"|modules/[\w-]{1,100}/(?:module|lessons/[\w-]{1,255})\.yaml"
    r"|media/[a-z0-9][a-z0-9-]*\.[a-z0-9]{1,5}"
)
MB = 1024 * 1024
MOST_PARTS, MOST_YAML, MOST_BYTES, MOST_TIMES = 3000, 4 * MB, 2048 * MB, 200
PIECE = 1 * MB
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same content is the same file, whenever it is packed


class Refused(Exception):  # noqa: N818  an answer, not an error
    """A file that is not brought in, and why: one sentence for each reason."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


class _Writer(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(writer: yaml.SafeDumper, words: str) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", words, style="|" if "\n" in words else None)


_Writer.add_representer(str, _text)


class _Reader(yaml.SafeLoader):
    """Plain values only: a name for a part (an alias) could make a small file a large one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)


def to_yaml(values: Any) -> bytes:
    """The values as a person would write them."""
    made = yaml.dump(values, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=110)
    return made.encode()


def from_yaml(source: bytes, name: str) -> dict[str, Any]:
    """What a part says. Raises Refused for anything but a list of names and values."""
    try:
        found = yaml.load(source.decode("utf-8"), Loader=_Reader)  # noqa: S506  our loader is a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as fault:
        raise Refused(_("%(part)s cannot be read.") % {"part": name}) from fault
    if not isinstance(found, dict):
        raise Refused(_("%(part)s cannot be read.") % {"part": name})
    return found


@dataclass
class Parcel:
    """An opened file whose parts are all as its list says."""

    manifest: dict[str, Any]
    archive: zipfile.ZipFile
    read: dict[str, Any] = field(default_factory=dict)

    def part(self, name: str) -> dict[str, Any]:
        """What this part says. Raises Refused where it is missing."""
        if name not in self.read:
            if name not in self.manifest["parts"]:
                raise Refused(_("%(part)s is missing.") % {"part": name})
            self.read[name] = from_yaml(self.archive.read(name), name)
        return self.read[name]


def pack(file: IO[bytes], *, manifest: Mapping[str, Any], parts: Mapping[str, Any]) -> None:
    """The file holds these parts: values, or open files for pictures and documents; and the list of them."""
    listed: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            listed[name] = _put(archive, name, content)
        archive.writestr(_entry(MANIFEST), to_yaml({"what": WHAT, "format": FORMAT, **manifest, "parts": listed}))


def _entry(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type, entry.external_attr = how, 0o644 << 16
    return entry


def _put(archive: zipfile.ZipFile, name: str, content: Any) -> dict[str, Any]:
    if isinstance(content, dict):
        made = to_yaml(content)
        archive.writestr(_entry(name), made)
        return {"sha256": hashlib.sha256(made).hexdigest(), "bytes": len(made)}
    print_of, size = hashlib.sha256(), 0
    with content.open("rb") as source, archive.open(_entry(name, zipfile.ZIP_STORED), "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            print_of.update(piece)
            target.write(piece)
            size += len(piece)
    return {"sha256": print_of.hexdigest(), "bytes": size}


def unpack(file: IO[bytes]) -> Parcel:
    """The file, opened. Raises Refused where it is not ours, newer, cut, changed, too large or not what it says."""
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Refused(_("This is not a whole course file. It may have been cut on its way.")) from fault
    if problems := _amiss(entries):
        raise Refused(*problems)
    manifest = _manifest(archive)
    listed = manifest["parts"]
    if set(listed) != {entry.filename for entry in entries} - {MANIFEST}:
        raise Refused(_("The parts of the file are not those on its list."))
    wrong = [entry.filename for entry in entries if entry.filename in listed and not _whole(archive, entry, listed)]
    if wrong:
        raise Refused(*(_("%(part)s was changed or cut on its way.") % {"part": name} for name in wrong))
    return Parcel(manifest, archive)


def _amiss(entries: list[zipfile.ZipInfo]) -> list[str]:
    """What the list of a zip says before anything is unpacked."""
    names = [entry.filename for entry in entries]
    if len(names) > MOST_PARTS or len(set(names)) != len(names):
        return [_("The file has too many parts, or one of them twice.")]
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return [_("The file is too large. A course may have 2 GB.")]
    strange = [name for name in names if name != MANIFEST and not PART.fullmatch(name)]
    found = [_("“%(part)s” does not belong in a course file.") % {"part": name} for name in strange]
    return found + [
        _("%(part)s is too large.") % {"part": entry.filename}
        for entry in entries
        if (entry.filename.endswith(".yaml") and entry.file_size > MOST_YAML)
        or entry.file_size > MOST_TIMES * max(entry.compress_size, PIECE // 100)
        or entry.flag_bits & 1  # locked with a password
    ]


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise Refused(_("This is not a course file of the Academy."))
    try:
        manifest = from_yaml(archive.read(MANIFEST), MANIFEST)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
        raise Refused(_("This is not a whole course file. It may have been cut on its way.")) from fault
    if manifest.get("what") != WHAT or not isinstance(manifest.get("format"), int):
        raise Refused(_("This is not a course file of the Academy."))
    if manifest["format"] > FORMAT:
        raise Refused(_("The file comes from a newer version of the Academy. Bring this site up to date first."))
    if not isinstance(manifest.get("parts"), dict) or not isinstance(manifest.get("course"), str):
        raise Refused(_("%(part)s cannot be read.") % {"part": MANIFEST})
    return manifest


def _whole(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, listed: Mapping[str, Any]) -> bool:
    """Whether the part has the size and the content that the list says, read piece by piece."""
    said, print_of, size = listed[entry.filename], hashlib.sha256(), 0
    try:
        with archive.open(entry) as source:
            while piece := source.read(PIECE):
                print_of.update(piece)
                size += len(piece)
                if size > entry.file_size:
                    return False
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error):
        return False
    return isinstance(said, dict) and said.get("sha256") == print_of.hexdigest() and said.get("bytes") == size
