"""Who is affected, before a page is taken down or deleted."""

from typing import Any

from django import template

from courses.panels import affected_lines

register = template.Library()


@register.inclusion_tag("courses/panels/who_is_affected.html")
def who_is_affected(page: Any) -> dict[str, Any]:
    """The lines of the panel beside the form."""
    return {"lines": affected_lines(page)}
