"""The first four steps of a new site, on the editors' front page until all four are done."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from cohorts.models import Cohort
from courses.models import CourseIndexPage, CoursePage
from people.models import Organisation, User
from people.permissions import can_manage_people


def steps() -> list[dict[str, Any]]:
    """Organisation, people, course, cohort: the words, whether it is there, and where to make it."""
    index = CourseIndexPage.objects.order_by("pk").values_list("pk", flat=True).first()
    under = reverse("wagtailadmin_explore", args=[index]) if index else reverse("wagtailadmin_explore_root")
    return [
        {
            "title": _("Add your organisation"),
            "words": _("Whose people learn here: its name, its code and who to ask."),
            "done": Organisation.objects.open().exists(),
            "url": reverse("organisations:add"),
        },
        {
            "title": _("Add people"),
            "words": _("A trainer first. Then somebody from HR, and a second administrator."),
            "done": User.objects.active().count() > 1,
            "url": reverse("people_cms:add"),
        },
        {
            "title": _("Publish a course"),
            "words": _("Write one, or publish one that is there as a draft."),
            "done": CoursePage.objects.live().exists(),
            "url": under,
        },
        {
            "title": _("Open a cohort"),
            "words": _("People who learn together, with a trainer and a code to join by."),
            "done": Cohort.objects.exists(),
            "url": reverse("cohorts:new"),
        },
    ]


class StartPanel(Component):
    """Four steps with a tick each; nothing once the site is under way, and nothing for editors."""

    name = "start"
    template_name = "home/start.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The steps, and how many are done; none for whoever cannot do them."""
        user = parent_context["request"].user if parent_context else None
        found = steps() if user is not None and can_manage_people(user) else []
        done = sum(step["done"] for step in found)
        return {"steps": [] if done == len(found) else found, "done": done}
