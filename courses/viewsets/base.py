"""What the lists of editors share: how often each thing is used, and where."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

ON_PAGES = Column("on_pages", label=_("On pages"), width="12%")
USED = UsageCountColumn("usage_count", label=_("Used"), sort_key="usage_count", width="16%")


class CountedIndexView(IndexView):
    """A list whose rows know how often they are used, in the same query."""

    def get_base_queryset(self) -> QuerySet:
        """Each row with ``usage_count``."""
        return super().get_base_queryset().annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))


class InTextIndexView(IndexView):
    """A list of words: on how many pages each of them stands is read from their texts, once for the whole list."""

    pages_with: Callable[[list[Any]], Mapping[int, int]]

    def get_table(self, object_list: Any) -> Any:
        """Each row with ``on_pages``."""
        rows = list(object_list)
        counts = self.pages_with(rows)
        for row in rows:
            row.on_pages = counts.get(row.pk, 0)
        return super().get_table(rows)


class CountedViewSet(SnippetViewSet):
    """A list of things that pages use."""

    index_view_class = CountedIndexView
    list_per_page = 50
