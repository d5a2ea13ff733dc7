"""Small public files."""

from pathlib import Path

import pytest
from django.conf import settings as live
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

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
    addresses = ("/media/images/a.png", "/robots.txt", "/favicon.ico")
    assert [client.post(address).status_code for address in addresses] == [405, 405, 405]
