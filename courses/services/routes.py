"""What a route needs, and copies of routes for copied courses."""

from django.db import transaction

from courses.models import CoursePage, ModulePage, Route, RouteModule


def route_modules(route: Route) -> list[ModulePage]:
    """The modules the published route needs, in order."""
    rows = RouteModule.objects.filter(route_id=route.pk).select_related("module").order_by("sort_order", "pk")
    return [row.module for row in rows]


def copy_routes(*, source: CoursePage, copy: CoursePage) -> list[Route]:
    """The copied course has the routes of the first as drafts, on its own modules. Called twice, nothing is doubled."""
    with transaction.atomic():
        if copy.routes.exists():
            return list(copy.routes.all())
        own = {module.code: module for module in ModulePage.objects.child_of(copy)}
        return [_copy_route(route, copy, own) for route in source.routes.prefetch_related("route_modules__module")]


def _copy_route(route: Route, copy: CoursePage, own: dict[str, ModulePage]) -> Route:
    kept = ("code", "name", "audience", "certificate_title", "statement", "what_it_is_not", "validity_months", "order")
    made = Route(course=copy, live=False, **{name: getattr(route, name) for name in kept})
    made.route_modules = [
        RouteModule(module=own[needed.module.code], sort_order=needed.sort_order)
        for needed in route.route_modules.all()
        if needed.module.code in own
    ]
    made.save()
    made.save_revision()
    return made
