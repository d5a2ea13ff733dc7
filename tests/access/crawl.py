"""Everything one person can get out of the site, and which words are in it."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from tests.access import table
from tests.access.knock import Answer
from tests.access.site import Site
from tests.access.world import PRIVATE, STRANGE

# Whoever holds a code may know what it stands for: these addresses of southmoor's carry one.
BY_CODE = {("cohorts:join", "southmoor"), ("cohorts:invitation", "southmoor"), ("certificates:verify", "southmoor")}
LINK = re.compile(rb'(?:href|action|src)="(/[^"#]*)')
NEVER_FOLLOWED = ("/static/", "/accounts/logout/", "/cms/failwhale/")
MOST_LINKS = 60


def bytes_for(site: Site, who: str) -> Iterator[tuple[str, bytes]]:
    """Each answer with its address: the whole table, looked at and sent, and the links found on the way."""
    seen: set[str] = set()
    found: list[str] = []
    for row in table.rows():
        if (row.route, row.whose) in BY_CODE:
            continue
        route = table.route_named(row.route)
        path = site.path(route, row.whose)
        seen.add(path)
        look = site.look(who, path)
        found += links(look)
        yield f"GET {path}", unpacked(look)
        if row.expected(who)[1] not in {"405", "in"}:
            yield f"POST {path}", unpacked(site.send(who, route, path))
    if who == "editor":
        found = [site.path(route, "-") for route in table.routes_by("editors")]
    most = len(seen) + max(MOST_LINKS, len(found) if who == "editor" else 0)
    while found and len(seen) < most:
        path = found.pop(0)
        if path in seen or path.startswith(NEVER_FOLLOWED):
            continue
        seen.add(path)
        answer = site.look(who, path)
        found += links(answer)
        yield f"GET {path}", unpacked(answer)


def links(answer: Answer) -> list[str]:
    """Where a page leads inside the site."""
    if "html" not in answer.headers.get("Content-Type", ""):
        return []
    return [match.decode().replace("&amp;", "&") for match in LINK.findall(answer.body)]


def unpacked(answer: Answer) -> bytes:
    """Headers and body; a workbook as its parts."""
    body = answer.body
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return repr(answer.headers).encode() + b"\n" + body


def canaries(site: Site, who: str) -> dict[str, list[str]]:
    """Every canary that reaches somebody, with the addresses; looked for once."""
    if who not in site.canaries:
        site.canaries[who] = words_in(bytes_for(site, who), (*PRIVATE, *STRANGE))
    return site.canaries[who]


def words_in(answers: Iterable[tuple[str, bytes]], words: Iterable[str]) -> dict[str, list[str]]:
    """For each word that stands somewhere: at which addresses."""
    found: dict[str, list[str]] = {}
    for address, content in answers:
        small = content.lower()
        for word in words:
            if word.encode() in small:
                found.setdefault(word, []).append(address)
    return found
