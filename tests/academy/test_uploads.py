"""A request brings no more than its address allows."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory

from academy import uploads

FRAME = b'--x\r\nContent-Disposition: form-data; name="%s"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n%s\r\n'


def bring(path: str, by: object = None, **files: bytes) -> dict[str, tuple[int, int]]:
    """For each file that arrives: the size it says it has, and how much of it was kept."""
    sent = b"".join(FRAME % (name.encode(), found) for name, found in files.items()) + b"--x--\r\n"
    about = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(len(sent))}
    request = RequestFactory().post(path)
    request.META |= about
    request.user = by or AnonymousUser()
    handler = uploads.CappedUploadHandler(request)
    typed, found = MultiPartParser(request.META, io.BytesIO(sent), [handler]).parse()
    assert typed == QueryDict("")
    kept = {name: (file.size, len(file.read())) for name, file in found.items()}
    for file in found.values():
        file.close()
    return kept


@pytest.fixture
def small(monkeypatch) -> None:
    monkeypatch.setattr(uploads, "EDITORS", 200_000)
    monkeypatch.setattr(uploads, "ELSEWHERE", 100_000)


def test_what_fits_is_kept_whole(small, editor):
    assert bring("/cms/documents/add/", by=editor, one=b"a" * 90_000, two=b"b" * 100_000) == {
        "one": (90_000, 90_000),
        "two": (100_000, 100_000),
    }


def test_what_is_too_large_is_counted_and_not_kept(small):
    ((size, kept),) = bring("/accounts/login/", one=b"a" * 500_000).values()
    assert (size, kept <= 100_000) == (500_000, True)


@pytest.mark.parametrize("name", ["officer", None])
def test_the_large_limit_is_for_those_who_may_enter(small, request, name):
    by = request.getfixturevalue(name) if name else None
    ((size, kept),) = bring("/cms/documents/add/", by=by, one=b"a" * 150_000).values()
    assert (size, kept <= 100_000) == (150_000, True)


def test_the_limit_is_for_the_whole_request(small, editor):
    found = bring("/cms/documents/add/", by=editor, one=b"a" * 150_000, two=b"b" * 150_000)
    assert (found["one"], found["two"][0]) == ((150_000, 150_000), 150_000)
    assert found["two"][1] <= 50_000
