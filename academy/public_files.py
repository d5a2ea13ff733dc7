"""Small public files: renditions of pictures, robots, the icon, the manifest, pictures for other sites."""

import mimetypes
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from wagtail.images.models import Rendition
from wagtail.models import CollectionViewRestriction

from academy import social
from academy.documents import may_see


@login_not_required
@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """A rendition of a picture. Originals are never served: they may hold more than the page shows."""
    parts = PurePosixPath(path).parts
    if path != "/".join(parts) or len(parts) != 2 or parts[0] != "images" or ".." in parts:
        raise Http404
    closed = CollectionViewRestriction.objects.exists() and _is_closed(request, path)
    try:
        found = default_storage.open(path)
    except (OSError, ValueError) as missing:  # nothing there, a folder, or a name that no file can have
        raise Http404 from missing
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return FileResponse(
        found,
        content_type=kind,
        headers={
            "Cache-Control": "private, no-store" if closed else "public, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'",
        },
    )


def _is_closed(request: HttpRequest, path: str) -> bool:
    """Whether its collection is not for everybody. Raises 404 for those for whom it is not, and for a stray file."""
    found = Rendition.objects.select_related("image__collection").filter(file=path).first()
    restrictions = list(found.image.collection.get_view_restrictions()) if found else []
    if not found or not may_see(request, restrictions):
        raise Http404
    return bool(restrictions)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone."""
    closed = ("join", "learn", "cohorts", "records", "certificates", "verify", "cms", "accounts")
    lines = [
        "User-agent: *",
        *(f"Disallow: /{first}/" for first in closed),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> FileResponse:
    """The mark, for browsers that ask at the root."""
    found = finders.find("academy/img/mark.svg")
    if not found:
        raise Http404
    return FileResponse(
        Path(found).open("rb"), content_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"}
    )


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> FileResponse:
    """The script that gives a lesson to read where there is no network. From the root, or it could not answer for /."""
    found = finders.find("academy/sw.js")
    if not found:
        raise Http404
    return FileResponse(
        Path(found).open("rb"), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to keep us on its first screen."""
    icons = [
        {"src": static("academy/img/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("academy/img/touch-icon.png"), "sizes": "180x180", "type": "image/png"},
    ]
    told = {
        "name": settings.SITE_NAME,
        "short_name": "Academy",
        "start_url": "/",
        "display": "browser",
        "background_color": "#EEF3EC",
        "theme_color": "#EEF3EC",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json", headers={"Cache-Control": "max-age=86400"})


@login_not_required
@require_safe
def picture(request: HttpRequest, standing: int, lying: int, colours: str) -> HttpResponse:
    """The weave of a course and our name, for those who pass a link on. The same address is always the same picture."""
    try:
        drawn = social.picture(standing, lying, colours)
    except ValueError as unknown:
        raise Http404 from unknown
    return HttpResponse(
        drawn,
        content_type="image/png",
        headers={"Cache-Control": "public, max-age=604800", "Cross-Origin-Resource-Policy": "cross-origin"},
    )
