"""Small public files."""

import re
from pathlib import Path

import pytest
from django.conf import settings as live
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from home.models import AccessibilityPage, InfoPage
from tests.courses.media.making import picture
from tests.factories.courses import add, make_course, make_home, make_lesson, make_module, make_route

PIXEL = b"\x89PNG\r\n\x1a\n and what follows"


@pytest.fixture
def files() -> None:
    """A rendition, its original, and what lies elsewhere in the data folder."""
    for name in ("images/a.png", "original_images/a.png", "images/deep/a.png", "documents/a.pdf"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(PIXEL))
    if not storages["private"].exists("images/a.png"):
        storages["private"].save("images/secret.png", ContentFile(b"secret"))


def test_a_rendition_is_served_as_a_picture_that_runs_nothing(db, client, files):
    answer = client.get("/media/images/a.png")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PIXEL)
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "original_images/a.png",
        "documents/a.pdf",
        "images/deep/a.png",
        "images/deep",
        "images//a.png",
        "images/./a.png",
        "./images/a.png",
        "images/",
        "images/../original_images/a.png",
        "images/%2e%2e/original_images/a.png",
        "../private/images/secret.png",
        "images/..%2f..%2fprivate%2fimages%2fsecret.png",
        "/etc/passwd",
        "images//etc/passwd",
        "images/a.png%00.txt",
        "images/" + "a" * 5000,
        "images/nothing.png",
    ],
)
def test_nothing_but_a_rendition_is_served(db, client, files, path):
    answer = client.get(f"/media/{path}")
    assert (answer.status_code, answer.content) == (404, client.get("/nowhere/").content)


def test_robots_leave_everything_personal_alone(db, client):
    answer = client.get("/robots.txt")
    closed = ["join", "learn", "cohorts", "records", "certificates", "verify", "cms", "accounts"]
    assert answer["Content-Type"] == "text/plain"
    assert answer.text.splitlines() == [
        "User-agent: *",
        *(f"Disallow: /{first}/" for first in closed),
        f"Sitemap: {live.SITE_URL}/sitemap.xml",
    ]


def test_the_icon_is_our_mark(db, client):
    answer = client.get("/favicon.ico")
    mark = Path(live.BASE_DIR) / "academy/static/academy/img/mark.svg"
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("image/svg+xml", mark.read_bytes())


def test_public_files_are_only_read(db, client, files):
    addresses = ("/media/images/a.png", "/robots.txt", "/favicon.ico", "/manifest.webmanifest", "/social/2-1-tarn.png")
    assert [client.post(address).status_code for address in addresses] == [405] * 5


def test_a_phone_can_keep_us_on_its_first_screen(db, client):
    answer = client.get("/manifest.webmanifest")
    told = answer.json()
    assert (answer["Content-Type"], told["name"], told["start_url"]) == (
        "application/manifest+json",
        "Relationships Academy",
        "/",
    )
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in told["icons"])


def test_the_picture_for_other_sites_may_be_shown_elsewhere_and_kept(client, officer):
    client.force_login(officer)  # a copy for everybody carries nobody's sign-in
    answer = client.get("/social/2-1-tarn.png")
    assert (answer["Content-Type"], answer.content[:4]) == ("image/png", b"\x89PNG")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "public" in answer["Cache-Control"]
    assert (answer.get("Set-Cookie"), answer.cookies) == (None, {})
    wrong = ["/social/9-9-tarn.png", "/social/2-1-puce.png", "/social/2-1-tarn.svg"]
    assert [client.get(address).status_code for address in wrong] == [404, 404, 404]


def test_the_sitemap_lists_what_anybody_may_read_and_no_closed_lesson(db, client):
    course = make_course(modules=0)
    module = make_module(course)
    opened = make_lesson(module, slug="opened", public=True)
    make_lesson(module, slug="closed")
    make_course(title="Draft", modules=0).unpublish()
    found = re.findall(r"<loc>http://localhost([^<]+)</loc>", client.get("/sitemap.xml").text)
    assert found == ["/", "/courses/", course.url, module.url, opened.url]


def test_a_visitor_who_only_reads_gets_no_cookie(db, client):
    course = make_course(modules=0)
    make_route(course)
    lesson = make_lesson(make_module(course), public=True)
    home = make_home()
    add(home, InfoPage(title="Help", slug="help", body="<p>Ask.</p>", shows_contact=True))
    told = {"how_accessible": "<p>Much.</p>", "enforcement": "<p>There.</p>"}
    add(home, AccessibilityPage(title="Accessibility", slug="accessibility", **told))
    reading = ["/", "/courses/", "/courses/?time=30", "/courses/?q=tea"]
    reading += [course.url, lesson.get_parent().url, lesson.url]
    reading += ["/help/", "/accessibility/", "/verify/", "/robots.txt", "/sitemap.xml", "/favicon.ico"]
    reading += ["/manifest.webmanifest", "/social/1-1-plain.png", "/nowhere/", "/media/images/nothing.png"]
    answers = {address: client.get(address) for address in reading}
    assert {address: list(answer.cookies) for address, answer in answers.items() if answer.cookies} == {}
    assert dict(client.cookies) == {}
    for answer in answers.values():
        answer.close()


def test_a_picture_of_a_closed_collection_is_for_those_it_is_open_to(client, officer):
    place = Collection.objects.get(name="Course pictures")
    kept = Image.objects.create(title="Wall", collection=place, file=ContentFile(picture("png"), name="a.png"))
    address = kept.get_rendition("width-20").url
    seen = client.get(address)
    assert (seen["Cache-Control"], seen.getvalue() != b"") == ("public, max-age=31536000, immutable", True)
    CollectionViewRestriction.objects.create(collection=place, restriction_type=CollectionViewRestriction.LOGIN)
    assert (client.get(address).status_code, client.get(address).content) == (404, client.get("/nowhere/").content)
    other = address.replace("/images/", "/images//")
    assert [client.get(each).status_code for each in (other, other.replace("//", "/./"))] == [404, 404]
    client.force_login(officer)
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"], answer.getvalue() != b"") == (200, "private, no-store", True)


def test_a_stray_file_is_nobodys_while_a_collection_is_closed(client, officer, files):
    place = Collection.objects.get(name="Course pictures")
    CollectionViewRestriction.objects.create(collection=place, restriction_type=CollectionViewRestriction.LOGIN)
    client.force_login(officer)
    assert client.get("/media/images/a.png").status_code == 404
