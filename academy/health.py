"""Is the process up, may it take traffic, and a few counts. Nobody is named here."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import storages
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from jobs.models import Job

LEAST_FREE_SHARE = 0.05


def answer(body: dict, status: int = 200) -> JsonResponse:
    """JSON that no cache keeps."""
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks neither database nor session."""
    return answer({"live": True})


def database_answers() -> bool:
    """Whether a query comes back and no migration is missing."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError):
        return False


def folder_writable() -> bool:
    """Whether private files can be written."""
    folder = Path(storages["private"].path(""))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def disk_has_room() -> bool:
    """Whether more than a twentieth of the disk is free."""
    usage = shutil.disk_usage(settings.DATA_DIR if settings.DATA_DIR.is_dir() else "/")
    return usage.free / usage.total > LEAST_FREE_SHARE


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 where traffic may come; 503 with the names of what is not right."""
    checks = {"database": database_answers, "folder": folder_writable, "disk": disk_has_room}
    wrong = [name for name, check in checks.items() if not check()]
    return answer({"ready": not wrong, "wrong": wrong}, 503 if wrong else 200)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts in the usual text format, for whoever has the token; 404 for anybody else."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        raise Http404
    lines = ["# TYPE academy_jobs gauge"]
    for status in Job.Status.values:
        lines.append(f'academy_jobs{{status="{status.lower()}"}} {Job.objects.filter(status=status).count()}')
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")
