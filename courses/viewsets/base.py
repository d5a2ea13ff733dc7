"""What the lists of editors share: how often each thing is used, and where."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

USED = UsageCountColumn("usage_count", label=_("Used"), sort_key="usage_count", width="16%")


class CountedIndexView(IndexView):
    """A list whose rows know how often they are used, in the same query."""

    def get_base_queryset(self) -> QuerySet:
        """Each row with ``usage_count``."""
        return super().get_base_queryset().annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))

    @cached_property
    def columns(self) -> list[Any]:
        """Our own columns only: Wagtail would add the date of the last change to each."""
        return [column for column in super().columns if column.name != "_updated_at"]


class CountedViewSet(SnippetViewSet):
    """A list of things that pages use."""

    index_view_class = CountedIndexView
    list_per_page = 50
