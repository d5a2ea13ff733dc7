"""The page tree of courses: how Wagtail lists courses, modules and lessons."""

from typing import Any

from django.db.models import QuerySet
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Site

from courses.models import CompletedBy, CoursePage, LessonPage, ModulePage
from courses.services.checks import checks_of

LEFT = [("must", _("Something to fix")), ("look", _("Something worth a look")), ("none", _("Nothing left"))]


class KindColumn(BaseColumn):
    """What it is, in words, with the picture of its level."""

    cell_template_name = "courses/cms/kind_cell.html"

    def __init__(self, *args: Any, icon: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.icon = icon

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """The words and the picture."""
        return super().get_cell_context_data(instance, parent_context) | {
            "icon": self.icon,
            "kind": instance.kind_in_words,
        }


class ChecksColumn(BaseColumn):
    """What is left to do, and whether it is a starter as it came."""

    cell_template_name = "courses/cms/checks_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """The checks that the view has read for all rows at once."""
        return super().get_cell_context_data(instance, parent_context) | {"checks": instance.checks}


class TreeView(ExplorableIndexView):
    """The pages below a page in the order in which people read them, each with what is left to do."""

    def get_ordering(self) -> str | None:
        """What somebody clicked; else the order of the tree."""
        asked = self.request.GET.get("ordering")
        return asked if asked in self.get_valid_orderings() else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows know their checks."""
        context = super().get_context_data(**kwargs)
        rows = list(context["object_list"])
        found, roots = checks_of(rows), Site.get_site_root_paths()
        for row in rows:
            row.checks = found[row.pk]
            row._wagtail_cached_site_root_paths = roots  # each row would ask for its address by itself
        return context


class TreeFilters(PageFilterSet):
    """What somebody looks for among courses and lessons."""

    checks = ChoiceFilter(label=_("Left to do"), choices=LEFT, method="by_checks", widget=RadioSelect)
    review = ChoiceFilter(
        label=_("Review date"),
        choices=[("passed", _("Has passed")), ("set", _("Is set")), ("none", _("Is not set"))],
        method="by_review",
        widget=RadioSelect,
    )

    def by_checks(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Only pages with something of this sort left to do."""
        pages = self._meta.model._default_manager.filter(pk__in=queryset.values_list("pk", flat=True))
        kept = {
            "must": lambda checks: checks.must,
            "look": lambda checks: checks.look,
            "none": lambda checks: not checks.must and not checks.look,
        }[value]
        return queryset.filter(pk__in=[key for key, checks in checks_of(pages).items() if kept(checks)])

    def by_review(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Only pages whose review date is so."""
        asked: dict[str, dict[str, Any]] = {
            "passed": {"review_by__lt": timezone.localdate()},
            "set": {"review_by__isnull": False},
            "none": {"review_by__isnull": True},
        }
        return queryset.filter(**asked[value])


class CourseFilters(TreeFilters):
    """Courses, by kind too."""

    kind = ChoiceFilter(label=_("Kind"), choices=CoursePage.Kind.choices, widget=RadioSelect)

    class Meta(PageFilterSet.Meta):
        model = CoursePage


class ModuleFilters(TreeFilters):
    """Modules, by what completes them too. They have no review date."""

    review = None
    completed_by = ChoiceFilter(label=_("Completed by"), choices=CompletedBy.choices, widget=RadioSelect)

    class Meta(PageFilterSet.Meta):
        model = ModulePage


class LessonFilters(TreeFilters):
    """Lessons, by whether their module waits for them too."""

    required = ChoiceFilter(
        label=_("Kind"), choices=[("true", _("Required")), ("false", _("Extra"))], method="by_kind", widget=RadioSelect
    )

    def by_kind(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Only required lessons, or only the others."""
        return queryset.filter(required=value == "true")

    class Meta(PageFilterSet.Meta):
        model = LessonPage


def _columns(icon: str, *more: Any) -> list[Any]:
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        KindColumn("kind", label=_("Kind"), icon=icon, width="11%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="9%"),
        *more,
        ChecksColumn("checks", label=_("Left to do"), width="17%"),
    ]


MINUTES = Column("minutes", label=_("Minutes"), accessor="checks.minutes", width="7%")
REVIEW = DateColumn("review_by", label=_("Review by"), sort_key="review_by", width="10%")


class CourseTree(PageViewSet):
    """The courses of the catalogue."""

    model = CoursePage
    index_view_class = TreeView
    columns = _columns("site", REVIEW)
    filterset_class = CourseFilters
    list_per_page = 50


class ModuleTree(PageViewSet):
    """The modules of a course."""

    model = ModulePage
    index_view_class = TreeView
    columns = _columns("folder-open-inverse", MINUTES)
    filterset_class = ModuleFilters
    list_per_page = 50


class LessonTree(PageViewSet):
    """The lessons of a module."""

    model = LessonPage
    index_view_class = TreeView
    columns = _columns("doc-full", MINUTES, REVIEW)
    filterset_class = LessonFilters
    list_per_page = 50


TREES = (CourseTree, ModuleTree, LessonTree)
