"""One component in one state on the style guide, with its name over it and an address of its own."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_block_tag
def specimen(content: str, component: str, state: str, words: str = "") -> str:
    """What stands inside, under the name of its state. Its id is component-state: tests look it up there."""
    return format_html(
        '<div class="specimen" id="{}-{}"><p class="specimen-name">{}</p>{}</div>',
        *(component, state, words or state.replace("-", " "), content),
    )
