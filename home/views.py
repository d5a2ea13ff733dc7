"""The front door: the front page for a visitor, the next step for whoever is signed in; and the editors' guide."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.views import serve

from home.next_step import home_of
from home.next_step.notices import as_notice
from home.next_step.waiting import Waiting
from people.models import DataFile, Message
from people.services.data_files import newest
from people.views.notice import just_done

MOST_COURSES = 5
# The pages of the guide, in the order of the work. Each has a template of its own in home/guide/,
# and a picture of the same name.
GUIDE = {
    "course": gettext_lazy("Build a course"),
    "lesson": gettext_lazy("Write a lesson"),
    "scenario": gettext_lazy("Write a scenario"),
    "publish": gettext_lazy("Check and publish"),
    "review": gettext_lazy("Reviews"),
    "living": gettext_lazy("Change a course that people are taking"),
    "words": gettext_lazy("Local words"),
    "pictures": gettext_lazy("Pictures and recordings"),
    "transfer": gettext_lazy("Take a course to another site"),
}


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Wagtail's front page, or one's own."""
    if not request.user.is_authenticated:
        return serve(request, "")
    home = home_of(request.user)
    mine = Message.objects.of(request.user)
    context = {
        "home": home,
        "courses": home.courses[:MOST_COURSES],
        "notices": [
            as_notice(each)
            for each in mine.by_hand().filter(read_at__isnull=True).select_related("person")[:MOST_COURSES]
        ],
        "read": just_done(request, mine),
        "waiting": [*home.waiting, *_ready(request)],
    }
    return render(request, "home/resident.html" if home.is_resident else "home/next_step.html", context)


def _ready(request: HttpRequest) -> list[Waiting]:
    """One's own file, for somebody whom no letter tells that it is there."""
    file = None if request.user.email else newest(person=request.user)
    if file is None or file.state != DataFile.State.READY:
        return []
    url = reverse("people:data_file", args=[file.uuid])
    return [Waiting(_("Your file is ready."), url, _("Go to the file"), file.until)]


@require_safe
def guide(request: HttpRequest, part: str = "") -> HttpResponse:
    """The editors' guide: its list, or one page with the ways to the one before and the one after. Below /cms/."""
    if not part:
        crumbs = [{"url": "", "label": _("Editors' guide")}]
        return render(request, "home/guide/index.html", {"parts": GUIDE.items(), "breadcrumbs_items": crumbs})
    if part not in GUIDE:
        raise Http404
    parts = list(GUIDE.items())
    at = list(GUIDE).index(part)
    context = {
        "title": GUIDE[part],
        "picture": f"academy/img/guide/{part}.png",
        "before": parts[at - 1] if at else None,
        "after": parts[at + 1] if at + 1 < len(parts) else None,
        "breadcrumbs_items": [
            {"url": reverse("guide:index"), "label": _("Editors' guide")},
            {"url": "", "label": GUIDE[part]},
        ],
    }
    return render(request, f"home/guide/{part}.html", context)
