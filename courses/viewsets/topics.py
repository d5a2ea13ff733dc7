"""The list of topics, and merging two that mean the same."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel

from courses.forms.topics import MergeTopicForm
from courses.models import Topic
from courses.services.topics import merge_topics, pages_about
from courses.viewsets.base import USED, CountedViewSet


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Any, pk: int) -> HttpResponse:
    """Choose the topic that stays; the pages of this one carry it afterwards."""
    if not request.user.has_perms(["courses.change_topic", "courses.delete_topic"]):
        raise PermissionDenied
    topic = get_object_or_404(Topic, pk=pk)
    form = MergeTopicForm(request.POST if request.method == "POST" else None, topic=topic)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["into"]
        name, moved = topic.name, merge_topics(topic=topic, into=kept, by=request.user)
        words = ngettext(
            "“%(name)s” is now “%(kept)s”, on %(count)s page.",
            "“%(name)s” is now “%(kept)s”, on %(count)s pages.",
            moved,
        )
        messages.success(request, words % {"name": name, "kept": kept.name, "count": moved})
        return redirect(TopicViewSet().get_url_name("list"))
    to = reverse(TopicViewSet().get_url_name("list"))
    context: dict[str, Any] = {
        "topic": topic,
        "form": form,
        "pages": pages_about(topic),
        "breadcrumbs_items": [{"url": to, "label": _("Topics")}, {"url": "", "label": _("Merge")}],
    }
    return render(request, "courses/cms/merge_topic.html", context)


class TopicViewSet(CountedViewSet):
    """The managed tags of courses and lessons."""

    model = Topic
    icon = "tag"
    menu_label = gettext_lazy("Topics")
    list_display = ["name", USED]
    search_fields = ["name"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("slug")]

    def get_urlpatterns(self) -> list:
        """One page more: merging."""
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge, name="merge")]
