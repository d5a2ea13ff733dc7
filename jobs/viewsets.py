"""/cms/jobs/: what waits, what runs, what is stuck, and the button that sets it going again."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from jobs import permissions, registry, services
from jobs.models import Job, JobQuerySet

PAGE_SIZE = 50
LISTS = {
    "stuck": gettext_lazy("Stuck"),
    "retrying": gettext_lazy("To be tried again"),
    "waiting": gettext_lazy("Waiting"),
    "running": gettext_lazy("Running"),
    "done": gettext_lazy("Done today"),
}
EMPTY = {
    "stuck": gettext_lazy("Nothing is stuck."),
    "retrying": gettext_lazy("Nothing has to be tried again."),
    "waiting": gettext_lazy("Nothing is waiting."),
    "running": gettext_lazy("Nothing is running."),
    "done": gettext_lazy("Nothing has been done today yet."),
}


def in_list(name: str, now: datetime) -> JobQuerySet:
    """The jobs that a list shows, the one to look at first on top."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    lists = {
        "stuck": Job.objects.parked().order_by("-finished_at", "-pk"),
        "retrying": Job.objects.retrying().order_by("run_after", "pk"),
        "waiting": Job.objects.waiting().order_by("run_after", "pk"),
        "running": Job.objects.running().order_by("claimed_until", "pk"),
        "done": Job.objects.done_since(midnight).order_by("-finished_at", "-pk"),
    }
    return lists[name]


def counts_by_kind(now: datetime) -> list[dict[str, Any]]:
    """One row for each kind that has anything to show: how many stand where."""
    table: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(LISTS, 0))
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    recent = Job.objects.exclude(status=Job.Status.DONE, finished_at__lt=midnight)
    rows = recent.order_by().values("kind", "status", wrong=Q(error__gt="")).annotate(n=Count("pk"))
    names = {"PARKED": "stuck", "RUNNING": "running", "DONE": "done"}
    for row in rows:
        name = names.get(row["status"]) or ("retrying" if row["wrong"] else "waiting")
        table[row["kind"]][name] += row["n"]
    return [{"kind": kind, "label": registry.label_of(kind), **table[kind]} for kind in sorted(table)]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Counts by kind first, then one list of jobs, fifty at a time."""
    if not permissions.can_see_jobs(request.user):
        raise PermissionDenied
    now = timezone.now()
    shown = request.GET.get("show", "stuck")
    kind = request.GET.get("kind", "")
    if shown not in LISTS:
        raise Http404
    jobs = in_list(shown, now)
    counts = counts_by_kind(now)
    page = _page(request, jobs.filter(kind=kind) if kind else jobs)
    oldest = Job.objects.oldest_due_at(now)
    context = {
        "counts": counts,
        "totals": {name: sum(row[name] for row in counts) for name in LISTS},
        "lists": [{"name": name, "title": LISTS[name], "url": _address(show=name, kind=kind)} for name in LISTS],
        "shown": shown,
        "title": LISTS[shown],
        "empty": EMPTY[shown],
        "kind": kind,
        "kind_label": registry.label_of(kind) if kind else "",
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "oldest_age": timesince(oldest, now) if oldest else "",
        "can_run_again": permissions.can_run_again(request.user),
    }
    return render(request, "jobs/index.html", context)


@require_POST
def run_again(request: HttpRequest) -> HttpResponse:
    """Set one stuck job going again, or every stuck job of a kind. Pressed twice, the second time changes nothing."""
    if not permissions.can_run_again(request.user):
        raise PermissionDenied
    kind = request.POST.get("kind", "")
    if kind:
        count = services.run_all_again(kind=kind, by=request.user)
    else:
        count = int(services.run_again(job=_stuck_job(request.POST), by=request.user))
    if count:
        words = ngettext("%(count)d job will run again.", "%(count)d jobs will run again.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("Nothing of this is stuck any more."))
    return HttpResponseRedirect(reverse("jobs:index"))


def _stuck_job(posted: QueryDict) -> Job:
    # isdecimal also holds for digits of other scripts, which int() reads too; anything longer is no id of ours.
    number = posted.get("job", "")
    job = Job.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if job is None:
        raise Http404
    return job


def _page(request: HttpRequest, jobs: JobQuerySet) -> Page:
    return Paginator(jobs, PAGE_SIZE).get_page(request.GET.get("p"))


def _address(**query: str) -> str:
    wanted = QueryDict(mutable=True)
    wanted.update({name: value for name, value in query.items() if value})
    return f"{reverse('jobs:index')}?{wanted.urlencode()}"


class JobsMenuItem(MenuItem):
    """The line in the menu, for those who may look."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may see the page behind it."""
        return permissions.can_see_jobs(request.user)


class JobsViewSet(ViewSet):
    """The jobs page and its one button, under /cms/jobs/."""

    name = "jobs"
    icon = "tasks"
    menu_label = gettext_lazy("Jobs")
    menu_order = 900
    add_to_settings_menu = False
    add_to_admin_menu = True
    menu_item_class = JobsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and the address that the buttons post to."""
        return [path("", index, name="index"), path("run-again/", run_again, name="run_again")]
