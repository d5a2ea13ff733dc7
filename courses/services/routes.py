"""What a route needs, and copies of routes for copied courses."""

from collections.abc import Mapping

from django.db import transaction

from courses.models import CoursePage, ModulePage, Route, RouteModule

KEPT = (
    *("code", "name", "audience", "certificate_title", "statement", "what_it_is_not"),
    *("validity_months", "order"),
)


def route_modules(route: Route) -> list[ModulePage]:
    """The modules the published route needs, in order."""
    rows = RouteModule.objects.filter(route_id=route.pk).select_related("module").order_by("sort_order", "pk")
    return [row.module for row in rows]


def copy_routes(*, source: CoursePage, copy: CoursePage, keys: Mapping[int, int] | None = None) -> list[Route]:
    """The copied course has the open routes of the first as drafts, on its own modules, renewed by its own routes.

    ``keys``: which module of the copy stands for which; without it, the module of the same code. Called twice,
    nothing is doubled.
    """
    with transaction.atomic():
        if copy.routes.exists():
            return list(copy.routes.all())
        own = _by_code(source, copy) if keys is None else keys
        drafts = [route.get_latest_revision_as_object() for route in source.routes.filter(closed_on=None)]
        made = {draft.pk: _copy_route(draft, copy, own) for draft in drafts}
        for draft in drafts:
            route = made[draft.pk]
            route.renewed_by = made.get(draft.renewed_by_id)
            route.save()
            route.save_revision()
        return list(made.values())


def _by_code(source: CoursePage, copy: CoursePage) -> dict[int, int]:
    own = dict(ModulePage.objects.child_of(copy).values_list("code", "pk"))
    modules = ModulePage.objects.child_of(source).values_list("code", "pk")
    return {key: own[code] for code, key in modules if code in own}


def _copy_route(route: Route, copy: CoursePage, own: Mapping[int, int]) -> Route:
    made = Route(course=copy, live=False, **{name: getattr(route, name) for name in KEPT})
    made.route_modules = [
        RouteModule(module_id=own[needed.module_id], sort_order=needed.sort_order)
        for needed in route.route_modules.all()
        if needed.module_id in own
    ]
    made.save()
    made.suggested_for.set(route.suggested_for.all())
    return made
