"""The library's documents: for those who may read them, to keep, or piece by piece for the players."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document
from whitenoise.responders import SlicedFile

from courses.media.kinds import DOCUMENTS, TYPES, extension_of

# One piece, as the players ask for it. Whoever asks for several at once gets the whole, as the standard allows.
RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))")
POLICY = "default-src 'none'; sandbox"
# Opened by itself, a recording is shown by the browser's own player, which a sandbox would keep from reading it.
PLAYS_POLICY = "default-src 'none'; media-src 'self'"
NOT_IN_NAMES = re.compile(r"[^\w ,()'’-]+")


def may_see(request: HttpRequest, restrictions: Iterable[Any]) -> bool:
    """Whether this person may have what lies in a collection with these restrictions. Without any nobody is asked."""
    return all(request.user.is_authenticated and restriction.accept_request(request) for restriction in restrictions)


def download_name(title: str, extension: str) -> str:
    """A name for the person's own device: the title's letters and figures, and the ending that is true."""
    plain = " ".join(NOT_IN_NAMES.sub(" ", title.removesuffix(f".{extension}")).split())[:80].strip()
    return f"{plain or 'document'}.{extension}"


@login_not_required
@require_safe
def serve(request: HttpRequest, pk: int, filename: str) -> HttpResponseBase:
    """A document. Signed-out people get what lies in a collection for everybody, and the sign-in page for the rest.

    What lies in no collection is for those who are signed in. To them a wrong address is a 404.
    """
    document = Document.objects.select_related("collection").filter(pk=pk).first()
    if document is not None and document.filename != filename:
        document = None
    restrictions = list(document.collection.get_view_restrictions()) if document else []
    is_open = document is not None and not document.collection.is_root() and not restrictions
    if not is_open and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if document is None or not may_see(request, restrictions):
        raise Http404
    try:
        file = document.file.open("rb")
    except OSError as missing:
        raise Http404 from missing
    answer = _answer(request, file, filename)
    _label(answer, document, is_open=is_open)
    return answer


def _answer(request: HttpRequest, file: File, filename: str) -> HttpResponseBase:
    """The whole, the piece asked for, or "you have it already". A file never changes under its name."""
    tag, size = f'"{filename}"', file.size
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        file.close()
        known["ETag"] = tag
        return known
    if request.method == "HEAD":
        file.close()
        return HttpResponse(headers={"Content-Length": size, "ETag": tag})
    asked = piece(request.headers.get("Range", ""), size)
    if asked is None or request.headers.get("If-Range", tag) != tag:
        return FileResponse(file, headers={"ETag": tag})
    if not asked:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer = FileResponse(SlicedFile(file, asked[0], asked[-1]), status=206, headers={"ETag": tag})
    answer["Content-Range"] = f"bytes {asked[0]}-{asked[-1]}/{size}"
    answer["Content-Length"] = len(asked)
    return answer


def piece(asked: str, size: int) -> range | None:
    """The bytes that a Range header asks for: none for a place behind the end, None where the whole is meant."""
    found = RANGE.fullmatch(asked)
    if found is None:
        return None
    begins, ends, tail = found.groups()
    if tail:
        return range(max(size - int(tail), 0), size)
    if ends and int(ends) < int(begins):
        return None
    return range(int(begins), min(int(ends) + 1, size) if ends else size)


def _label(answer: HttpResponseBase, document: Document, *, is_open: bool) -> None:
    """What browsers need to know: its kind, its name, that nothing in it runs, and who may keep a copy."""
    extension = extension_of(document.filename)
    kind = DOCUMENTS.get(extension)
    plays = kind is not None and kind.plays
    name = download_name(document.title, extension)
    if answer.status_code in {200, 206}:
        answer["Content-Type"] = TYPES.get(extension, "application/octet-stream")
        answer["Content-Disposition"] = content_disposition_header(not plays, name) or ""
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Security-Policy"] = PLAYS_POLICY if plays else POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = f"{'public' if is_open else 'private'}, max-age=3600"
