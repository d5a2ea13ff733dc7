"""Whether somebody waits to hear of a date."""

from typing import Any

from django import template

from cohorts.services.wishing import is_wished

register = template.Library()


@register.simple_tag
def date_wished(person: Any, course: str, module: str = "") -> bool:
    """``{% date_wished user course.code module.code as wished %}``. One query."""
    return is_wished(person=person, course=course, module=module or "")
