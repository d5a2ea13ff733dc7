"""/cms/moving/: moving people who are part-way to what their route asks now."""

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from courses.models import Route
from learning.forms.moving import MoveForm
from learning.permissions import can_move_people
from learning.services import moving


def _route(request: HttpRequest, pk: int) -> Route:
    if not can_move_people(request.user):
        raise PermissionDenied
    return get_object_or_404(Route.objects.select_related("course"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """What would change, for how many; a POST of the same set asks a job to do it."""
    route = _route(request, pk)
    plan = moving.plan(route=route)
    if request.method == "POST":
        form = MoveForm(request.POST)
        if form.is_valid() and form.cleaned_data["version"] == plan.version:
            move = form.cleaned_data["move"]
            moving.ask_to_move(route=route, agreed=plan, move=move, by=request.user)
            return redirect("moving:progress", route.pk, move)
        messages.warning(request, _("The route has changed meanwhile. This is what it asks now."))
    edit = reverse("wagtailsnippets_courses_route:edit", args=[route.pk])
    context = {
        "route": route,
        "plan": plan,
        "form": MoveForm(initial={"move": uuid4(), "version": plan.version}),
        "edit_url": edit,
        "breadcrumbs_items": [
            {"url": reverse("wagtailsnippets_courses_route:list"), "label": _("Routes")},
            {"url": edit, "label": str(route)},
            {"url": "", "label": _("Move people")},
        ],
    }
    return render(request, "learning/cms/move.html", context)


@require_safe
def progress(request: HttpRequest, pk: int, move: UUID) -> HttpResponse:
    """How far it has come, as a page or as the few values that its bar asks for."""
    route = _route(request, pk)
    found = moving.progress_of(route=route, move=move)
    if found is None:
        raise Http404
    here = reverse("moving:progress", args=[route.pk, move])
    words = _("%(done)s of %(total)s people") % {"done": found.done, "total": found.total}
    if request.headers.get("Accept", "").startswith("application/json"):
        state = {"state": found.state, "done": found.done, "total": found.total, "words": words}
        return JsonResponse(state | {"url": here if found.state == "done" else ""})
    context = {
        "title": _("Moving people to the new version"),
        "label": str(route),
        "state": found.state,
        "done": found.done,
        "total": found.total,
        "next": _("You can leave this page. The work goes on."),
        "parked": _("It has stopped. Those who were moved stay moved. Go back and ask again."),
        "result_url": reverse("wagtailsnippets_courses_route:edit", args=[route.pk]),
        "result_label": _("Back to the route"),
        "again": reverse("moving:index", args=[route.pk]),
        "parents": [{"title": str(route), "url": reverse("wagtailsnippets_courses_route:edit", args=[route.pk])}],
        "poll_url": here,
        "again_url": here,
    }
    return render(request, "learning/cms/moving.html", context)


class MovingViewSet(ViewSet):
    """Reached from a route: no line in the menu."""

    name = "moving"
    icon = "group"
    menu_label = gettext_lazy("Move people")
    add_to_admin_menu = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """The plan with its button, and the page that shows how far it has come."""
        return [path("<int:pk>/", index, name="index"), path("<int:pk>/<uuid:move>/", progress, name="progress")]
