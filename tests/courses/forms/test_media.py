"""What editors bring, through each of Wagtail's three doors: the single form, many at once, the chooser."""

import gc
import re
from collections.abc import Iterator

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, UploadedFile

from tests.courses.media.making import CAPTIONS, DOCX, PROGRAM, mp3, packed, pdf, picture, swollen
from tests.factories.people import make_person

# Wagtail leaves the files that it opens to Python's memory to close.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::ResourceWarning")]

KEY = r"[\w-]{22}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WORDS = {"title": "The wall 🌱", "description": "Two people talk over a wall.", "tags": ""}
NO_WORDS = "Say what the picture shows, or tick “Decoration only”."


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """What a test leaves open is closed within it."""
    yield
    gc.collect()


def place() -> int:
    return Collection.get_first_root_node().pk


def add(cms: Client, kind: str, name: str, found: bytes, **words: str):
    data = WORDS | {"collection": place(), "file": SimpleUploadedFile(name, found)} | words
    return cms.post(reverse(f"wagtail{kind}s:add"), data)


def choose(cms: Client, kind: str, name: str, found: bytes, **words: str):
    data = {**WORDS, "collection": place(), "file": SimpleUploadedFile(name, found), **words}
    prefix = "image-chooser-upload" if kind == "image" else "document-chooser-upload"
    sent = {f"{prefix}-{field}": value for field, value in data.items()}
    address = "wagtailimages_chooser" if kind == "image" else "wagtaildocs_chooser"
    return cms.post(reverse(f"{address}:create"), sent)


def many(cms: Client, kind: str, name: str, found: bytes):
    data = {"title": name.rpartition(".")[0], "collection": place(), "files[]": SimpleUploadedFile(name, found)}
    address = reverse(f"wagtail{kind}s:add_multiple")
    return cms.post(address, data, headers={"X-Requested-With": "XMLHttpRequest"}).json()


def metadata() -> bytes:
    told = Pillow.Exif()
    told[0x010F] = "Maker of cameras"
    return picture("jpeg", exif=told)


def test_a_picture_is_kept_as_our_bytes_under_a_name_of_ours(cms):
    assert add(cms, "image", "../Kit’s house.JPEG", metadata()).status_code == 302
    kept = Image.objects.get()
    assert re.fullmatch(rf"original_images/{KEY}\.jpg", kept.file.name)
    assert b"Maker" not in kept.file.read()
    assert (kept.title, kept.description) == (WORDS["title"], WORDS["description"])
    assert (kept.width, kept.height, kept.file_size) == (40, 20, kept.file.size)
    assert cms.get(f"/media/{kept.file.name}").status_code == 404


def test_a_picture_without_words_needs_the_tick(cms):
    answer = add(cms, "image", "a.png", picture("png"), description=" ")
    assert answer.context["form"].errors == {"description": [NO_WORDS]}
    assert 'value="The wall 🌱"' in answer.text
    assert add(cms, "image", "a.png", picture("png"), description="", decorative="on").status_code == 302
    kept = Image.objects.get()
    assert kept.description == ""
    seen = cms.get(reverse("wagtailimages:edit", args=[kept.pk])).context["form"]
    assert (seen["decorative"].value(), list(seen.fields)[:4]) == (True, ["title", "file", "description", "decorative"])


def test_a_focal_point_is_kept_and_the_file_stays_when_only_words_change(cms):
    add(cms, "image", "a.png", picture("png", (400, 200)))
    kept = Image.objects.get()
    point = {"focal_point_x": 30, "focal_point_y": 40, "focal_point_width": 10, "focal_point_height": 12}
    sent = WORDS | point | {"collection": place(), "description": "A wall."}
    assert cms.post(reverse("wagtailimages:edit", args=[kept.pk]), sent).status_code == 302
    changed = Image.objects.get()
    assert {name: getattr(changed, name) for name in point} == point
    assert (changed.file.name, changed.description) == (kept.file.name, "A wall.")


def test_a_new_file_for_a_picture_replaces_the_old_one(cms):
    add(cms, "image", "a.png", picture("png"))
    old = Image.objects.get()
    sent = WORDS | {"collection": place(), "file": SimpleUploadedFile("b.webp", picture("webp", (8, 8)))}
    assert cms.post(reverse("wagtailimages:edit", args=[old.pk]), sent).status_code == 302
    new = Image.objects.get()
    assert (re.fullmatch(rf"original_images/{KEY}\.webp", new.file.name) is not None, new.width) == (True, 8)
    assert default_storage.exists(old.file.name) is False


BAD = [
    ("image", "a.svg", SVG, "We take PNG, JPEG, WebP and AVIF pictures. An SVG can hold a program"),
    ("image", "a.png", PROGRAM, "The name ends in .png, but the file is something else."),
    ("image", "a.jpg", b"\xff" * (30 * 1024**2), "This file is 30.0\xa0MB. The most is 10.0\xa0MB."),
    ("image", "a.png", b"", "This file is empty. Look whether it opens on your device"),
    ("doc", "a.exe", PROGRAM, "We take PDF, DOCX, ODT, TXT, VTT, MP3 and MP4 files."),
    ("doc", "a.pdf", PROGRAM, "The name ends in .pdf, but the file is something else."),
    ("doc", "a.svg", SVG, "We take PDF, DOCX, ODT, TXT, VTT, MP3 and MP4 files."),
    ("doc", "a.vtt", CAPTIONS.replace(b"-->", b"->"), "Line 3: The times are missing."),
    ("doc", "a.docx", swollen(DOCX, 4_000_000_000), "Unpacked, this file is far too large."),
    ("doc", "a.pdf", b"%PDF-1.7\n<script>alert(1)</script>", "The name ends in .pdf, but the file is something else."),
    ("doc", "a.txt", b"", "This file is empty. Look whether it opens on your device"),
]


@pytest.mark.parametrize(
    ("kind", "name", "found", "words"), BAD, ids=[f"{bad[0]} {bad[1]} {bad[3][:30]}" for bad in BAD]
)
def test_what_we_do_not_take_is_said_once_beside_the_field_at_each_door(cms, kind, name, found, words):
    single = add(cms, kind, name, found)
    (reason,) = single.context["form"].errors["file"]
    assert (reason.startswith(words), 'value="The wall 🌱"' in single.text) == (True, True)
    assert many(cms, kind, name, found) == {"success": False, "error_message": reason}
    chosen = choose(cms, kind, name, found).json()
    assert (chosen["step"], "The wall 🌱" in chosen["htmlFragment"]) == ("reshow_creation_form", True)
    assert reason[:20].replace("’", "&#x27;") in chosen["htmlFragment"]
    assert (Image.objects.count(), Document.objects.count(), UploadedFile.objects.count()) == (0, 0, 0)


def test_of_many_pictures_each_waits_for_its_words_as_our_bytes(cms):
    answer = many(cms, "image", "Kit.JPG", metadata())
    waiting = UploadedFile.objects.get()
    assert (answer["success"], answer["uploaded_file_id"]) == (True, waiting.pk)
    assert re.fullmatch(rf"wagtail_uploads/{KEY}\.jpg", waiting.file.name)
    assert b"Maker" not in waiting.file.read()
    assert Image.objects.count() == 0
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    prefix = f"uploaded-image-{waiting.pk}"
    words = {"title": "Kit", "description": "", "tags": "", "collection": place()}
    refused = cms.post(address, {f"{prefix}-{name}": value for name, value in words.items()}).json()
    assert (refused["success"], NO_WORDS in refused["form"]) == (False, True)
    words["description"] = "A wall."
    assert cms.post(address, {f"{prefix}-{name}": value for name, value in words.items()}).json()["success"] is True
    kept = Image.objects.get()
    assert re.fullmatch(rf"original_images/{KEY}\.jpg", kept.file.name)
    assert (kept.description, b"Maker" in kept.file.read(), kept.file_hash != "") == ("A wall.", False, True)


def test_the_chooser_takes_a_picture_with_its_words(cms):
    assert choose(cms, "image", "a.avif", picture("avif")).json()["step"] == "chosen"
    assert choose(cms, "image", "b.avif", picture("avif"), description="").json()["step"] == "reshow_creation_form"
    assert Image.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "found"), [("a.PDF", pdf()), ("b.docx", packed(DOCX)), ("c.vtt", CAPTIONS), ("d.mp3", mp3())]
)
def test_a_document_is_kept_as_it_is_under_a_name_of_ours(cms, name, found):
    assert add(cms, "doc", f"../../{name}", found).status_code == 302
    assert many(cms, "doc", name, found)["success"] is True
    assert choose(cms, "doc", name, found).json()["step"] == "chosen"
    ending = name.rpartition(".")[2].lower()
    kept = Document.objects.order_by("pk")
    assert [re.fullmatch(rf"documents/{KEY}\.{ending}", one.file.name) is not None for one in kept] == [True] * 3
    assert [one.file.read() for one in kept] == [found] * 3
    assert [one.title for one in kept] == [WORDS["title"], name.rpartition(".")[0], WORDS["title"]]


def test_no_file_is_said_in_plain_words(cms):
    answer = cms.post(reverse("wagtailimages:add"), WORDS | {"collection": place()})
    assert answer.context["form"].errors == {"file": ["Choose a file."]}
    answer = cms.post(reverse("wagtaildocs:add"), WORDS | {"collection": place()})
    assert answer.context["form"].errors == {"file": ["Choose a file."]}


def test_editors_have_a_place_for_pictures_and_one_for_everybody(cms, editor):
    names = [row.name for row in Collection.objects.filter(depth=2).order_by("path")]
    assert names == ["Course pictures", "Files for everybody"]
    assert Collection.find_problems() == ([], [], [], [], [])
    pictures = Collection.objects.get(name="Course pictures")
    assert add(cms, "image", "a.png", picture("png"), collection=str(pictures.pk)).status_code == 302
    assert Image.objects.get().collection == pictures
    rights = pictures.group_permissions.filter(group__name="Editors").values_list("permission__codename", flat=True)
    kinds = ("image", "document")
    assert sorted(rights) == sorted(f"{verb}_{kind}" for verb in ("add", "change", "choose") for kind in kinds)


def test_somebody_who_is_no_editor_brings_nothing(client):
    client.force_login(make_person())
    for kind in ("image", "doc"):
        assert add(client, kind, "a.png", picture("png")).status_code == 403
