import hashlib
import io
import zipfile

import pytest
import yaml

from courses.services.transfer import file as transfer_file
from courses.services.transfer.file import FORMAT, MANIFEST, WHAT, Refused, from_yaml, pack, to_yaml, unpack

CUT = "This is not a whole course file. It may have been cut on its way."
NOT_OURS = "This is not a course file of the Academy."


def packed(parts=None):
    file = io.BytesIO()
    pack(file, manifest={"course": "kindness"}, parts=parts or {"course.yaml": {"title": "Kindness"}})
    return file.getvalue()


def made(entries, **manifest):
    """A zip with these entries, and a list of them that is as it should be but for what is said."""
    listed = {name: {"sha256": hashlib.sha256(said).hexdigest(), "bytes": len(said)} for name, said in entries.items()}
    told = {"what": WHAT, "format": FORMAT, "course": "kindness", "parts": listed} | manifest
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in entries.items():
            archive.writestr(name, said)
        archive.writestr(MANIFEST, yaml.safe_dump(told))
    return file.getvalue()


def refusal(content):
    with pytest.raises(Refused) as refused:
        unpack(io.BytesIO(content))
    return refused.value.problems


def test_what_was_packed_is_unpacked():
    parcel = unpack(io.BytesIO(packed()))
    assert parcel.part("course.yaml") == {"title": "Kindness"}
    assert (parcel.manifest["course"], parcel.manifest["format"]) == ("kindness", FORMAT)


def test_a_part_that_is_missing_is_named():
    with pytest.raises(Refused, match=r"media\.yaml is missing\."):
        unpack(io.BytesIO(packed())).part("media.yaml")


def test_a_newer_file_is_refused_with_what_to_do():
    words = "The file comes from a newer version of the Academy. Bring this site up to date first."
    assert refusal(made({}, format=FORMAT + 1)) == [words]


@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_is_refused(share):
    whole = packed()
    assert refusal(whole[: int(len(whole) * share)]) == [CUT]


def test_a_part_that_was_changed_is_named():
    told = made({"course.yaml": b"title: Kindness\n"})
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(told)) as old, zipfile.ZipFile(file, "w") as new:
        new.writestr("course.yaml", "title: Unkindness\n")
        new.writestr(MANIFEST, old.read(MANIFEST))
    assert refusal(file.getvalue()) == ["course.yaml was changed or cut on its way."]


@pytest.mark.parametrize(
    "content",
    [
        made({}, what="something-else"),
        made({}, format="one"),
        b"PK\x05\x06" + b"\0" * 18,  # a zip with nothing in it
    ],
)
def test_what_is_not_ours_is_refused(content):
    assert refusal(content) == [NOT_OURS]


@pytest.mark.parametrize(
    "name",
    ["../course.yaml", "/etc/passwd", "media/../../a.png", "media/.hidden", "a\\b.yaml", "run.py", "modules/a.yaml"],
)
def test_a_part_that_stands_anywhere_else_is_refused(name):
    assert refusal(made({name: b"a: 1"})) == [f"“{name}” does not belong in a course file."]


def test_a_small_file_that_unpacks_to_a_large_one_is_refused():
    assert refusal(made({"media/a.png": b"\0" * 20_000_000})) == ["media/a.png is too large."]


def test_more_than_a_course_may_have_is_refused(monkeypatch):
    monkeypatch.setattr(transfer_file, "MOST_BYTES", 10)
    assert refusal(packed()) == ["The file is too large. A course may have 2 GB."]


def test_more_parts_than_a_course_may_have_are_refused(monkeypatch):
    monkeypatch.setattr(transfer_file, "MOST_PARTS", 1)
    assert refusal(packed()) == ["The file has too many parts, or one of them twice."]


def test_a_text_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(transfer_file, "MOST_YAML", 10)
    assert "course.yaml is too large." in refusal(packed())


def test_a_part_that_is_not_on_the_list_is_refused():
    assert refusal(made({"course.yaml": b"a: 1"}, parts={})) == ["The parts of the file are not those on its list."]


@pytest.mark.parametrize(
    "source",
    [b"- a list", b"a: [", b"\xff\xfe", b"a: !!python/object:os.system {}", b"a: &a [1]\nb: *a", b"{" * 5000],
)
def test_yaml_that_is_not_plain_is_refused(source):
    with pytest.raises(Refused, match=r"x\.yaml cannot be read\."):
        from_yaml(source, "x.yaml")


def test_what_is_written_reads_as_it_was_and_names_nothing_twice():
    shared = ["é 😀", "  two\nlines ", "2026-01-01", "yes", ""]
    values = {"a": shared, "b": shared, "c": 1, "d": None, "e": True}
    assert from_yaml(to_yaml(values), "x.yaml") == values
    assert b"*" not in to_yaml(values)
