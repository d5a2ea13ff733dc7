"""Documents: who gets them, as what, and piece by piece."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from academy.documents import download_name, piece
from tests.courses.media.making import CAPTIONS, mp4, pdf

LETTERS = bytes(range(256)) * 8
OPEN = "Files for everybody"


def make_document(name: str, found: bytes, *, title: str = "The third landing", collection: str = "") -> Document:
    """A document in the library; in no collection, if none is named."""
    place = Collection.objects.get(name=collection) if collection else Collection.get_first_root_node()
    return Document.objects.create(title=title, collection=place, file=ContentFile(found, name=name))


def page(client: Client, address: str) -> tuple[int, str]:
    """What comes back, without the token that each page has for itself."""
    answer = client.get(address)
    return answer.status_code, re.sub(r'value="\w{64}"', "", answer.text)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def learner(client, officer) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def film(db) -> str:
    return make_document("a.mp4", LETTERS).url


def test_a_paper_comes_to_keep_and_nothing_in_it_runs(learner):
    found = pdf()
    answer = learner.get(make_document("a.pdf", found, title="Pocket card.pdf").url)
    assert (answer.status_code, body(answer)) == (200, found)
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "Content-Length")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="Pocket card.pdf"',
        "Content-Length": str(len(found)),
    }
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, max-age=3600"


@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("a.vtt", "text/vtt; charset=utf-8", "inline"),
        ("a.mp3", "audio/mpeg", "inline"),
        ("a.mp4", "video/mp4", "inline"),
        ("a.txt", "text/plain; charset=utf-8", "attachment"),
        ("a.odt", "application/vnd.oasis.opendocument.text", "attachment"),
        ("a.html", "application/octet-stream", "attachment"),
        ("a.svg", "application/octet-stream", "attachment"),
    ],
)
def test_players_get_theirs_in_the_page_and_people_the_rest_to_keep(learner, name, kind, how):
    answer = learner.get(make_document(name, CAPTIONS).url)
    ending = name.rpartition(".")[2]
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        kind,
        f'{how}; filename="The third landing.{ending}"',
    )
    answer.close()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Pocket card", "Pocket card.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ('a"; filename="b.exe', "a filename b exe.pdf"),
        ("Grüße 🌱 مرحبا", "Grüße مرحبا.pdf"),
        ("🌱", "document.pdf"),
        ("card\u202efdp.exe", "card fdp exe.pdf"),
        ("a\r\nSet-Cookie: b", "a Set-Cookie b.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_the_name_to_keep_is_the_title_made_safe(title, name):
    assert download_name(title, "pdf") == name


def test_without_a_collection_a_document_is_for_those_who_are_signed_in(client, officer, film):
    answer = client.get(film)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={film}")
    client.force_login(officer)
    assert body(client.get(film)) == LETTERS


def test_the_collection_for_everybody_is(client, db):
    document = make_document("a.vtt", CAPTIONS, collection=OPEN)
    answer = client.get(document.url)
    assert (body(answer), answer["Cache-Control"], answer.cookies) == (CAPTIONS, "public, max-age=3600", {})


def test_a_collection_that_was_closed_asks_who_is_there(client, officer, editor):
    document = make_document("a.vtt", CAPTIONS, collection=OPEN)
    closed = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert client.get(document.url).status_code == 302
    client.force_login(officer)
    assert body(client.get(document.url)) == CAPTIONS
    closed.restriction_type = CollectionViewRestriction.GROUPS
    closed.save()
    closed.groups.add(Group.objects.get(name="Editors"))
    assert page(client, document.url) == page(client, "/nowhere/")
    client.force_login(editor)
    assert body(client.get(document.url)) == CAPTIONS


def test_a_wrong_address_says_nothing_about_what_there_is(client, officer, film):
    document = make_document("b.mp4", mp4())
    wrong = ["/documents/999999/a.mp4", "/documents/99999999999999999999999/a.mp4", f"/documents/{document.pk}/a.mp4"]
    assert [client.get(address).status_code for address in wrong] == [302, 302, 302]
    client.force_login(officer)
    assert [page(client, address) for address in wrong] == [page(client, "/nowhere/")] * 3
    default_storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404
    assert client.post(film).status_code == 405


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, 2047),
        ("bytes=1000-1999", 1000, 1999),
        ("bytes=2047-2047", 2047, 2047),
        ("bytes=2000-99999", 2000, 2047),
        ("bytes=-48", 2000, 2047),
        ("bytes=-99999", 0, 2047),
    ],
)
def test_a_player_gets_the_piece_it_asks_for(learner, film, asked, first, last):
    answer = learner.get(film, headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (206, LETTERS[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/2048"
    assert (answer["Content-Length"], answer["Content-Type"]) == (str(last - first + 1), "video/mp4")
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=2048-", "bytes=5000-6000", "bytes=-0"])
def test_a_place_behind_the_end_is_416_with_the_size(learner, film, asked):
    answer = learner.get(film, headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"], body(answer)) == (416, "bytes */2048", b"")


@pytest.mark.parametrize(
    "asked", ["bytes=5-1", "bytes=-", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes=" + "9" * 99]
)
def test_what_is_not_one_piece_is_answered_with_the_whole(learner, film, asked):
    assert piece(asked, 2048) is None
    answer = learner.get(film, headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (200, LETTERS)


def test_a_piece_of_an_older_file_is_answered_with_the_whole(learner, film):
    whole = learner.get(film)
    tag = whole["ETag"]
    assert body(whole) == LETTERS
    assert body(learner.get(film, headers={"Range": "bytes=0-1", "If-Range": tag})) == LETTERS[:2]
    for other in ('"other"', "Wed, 21 Oct 2026 07:28:00 GMT", f"W/{tag}"):
        answer = learner.get(film, headers={"Range": "bytes=0-1", "If-Range": other})
        assert (answer.status_code, body(answer)) == (200, LETTERS)


def test_what_somebody_has_already_is_not_sent_again(learner, film):
    whole = learner.get(film)
    assert body(whole) == LETTERS
    answer = learner.get(film, headers={"If-None-Match": whole["ETag"]})
    assert (answer.status_code, body(answer), answer["ETag"]) == (304, b"", whole["ETag"])


def test_the_head_alone_says_how_long_it_is(learner, film):
    answer = learner.head(film, headers={"Range": "bytes=0-1"})
    assert (answer.status_code, answer["Content-Length"], body(answer)) == (200, "2048", b"")
    assert (answer["Content-Type"], answer["Accept-Ranges"]) == ("video/mp4", "bytes")


def test_a_document_costs_a_look_at_it_and_at_its_collection(learner, film, django_assert_num_queries):
    body(learner.get(film))  # the first request of a sign-in notes the hour
    with django_assert_num_queries(5):  # session, person and groups; document and restrictions
        assert body(learner.get(film, headers={"Range": "bytes=0-1"})) == LETTERS[:2]
