"""Every route that the URL resolver knows, with its name, its pattern and the view behind it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Never reached: our address of the same path comes first. tests/academy/test_urls.py knocks at both.
SHADOWED = {"wagtailadmin_login": "cms_login", "wagtailcore_login": "page_login"}


@dataclass(frozen=True)
class Route:
    """One address, or one shape of addresses."""

    name: str
    pattern: str
    view: Callable[..., Any]
    names: tuple[str, ...]

    def path(self, facts: dict[str, object]) -> str:
        """An address of this shape. Facts are by name; a part without one is called 1."""
        text = REGEX_ADDRESSES.get(self.pattern, self.pattern)
        if "(?P<" in text:
            text = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", text).replace("^", "").replace("$", "").replace("\\.", ".")
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(facts.get(part[1], 1)), text)


# Addresses for patterns that are regular expressions, which nobody can turn round.
REGEX_ADDRESSES = {
    "^((?:[\\w\\-]+/)*)$": "courses/community-connector/",
    "cms/pages/^(\\d+)/revisions/compare/(live|earliest|\\d+)\\.\\.\\.(live|latest|\\d+)/$": (
        "cms/pages/<page_id>/revisions/compare/live...latest/"
    ),
    "cms/^users/": "cms/users/",
    "cms/^.*/$": "cms/nowhere/",
}


def walk(resolver: URLResolver, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[Route]:
    """All routes below a resolver, in the order in which they are tried."""
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = ":".join([*names, entry.name]) if entry.name else pattern
            if pattern.startswith("cms/api/main/"):
                pattern = pattern.replace("^", "")
            yield Route(name, pattern, entry.callback, names)
        else:
            yield from walk(entry, pattern, (*names, entry.namespace) if entry.namespace else names)


ALL_ROUTES = tuple(walk(get_resolver()))
ROUTES = tuple(route for route in ALL_ROUTES if route.name not in SHADOWED)
