"""The editors' guide under /cms/: in the help menu, page after page, each with a picture of the screen it tells of."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from home.views import GUIDE
from people.models import User

pytestmark = pytest.mark.django_db
PICTURES = Path(settings.BASE_DIR) / "academy/static/academy/img/guide"
LARGEST = 120_000  # bytes


def test_the_help_menu_leads_to_the_guide(client: Client, editor: User) -> None:
    """And the guide to each of its pages, in order."""
    client.force_login(editor)
    assert 'href="/cms/guide/"' in client.get("/cms/").content.decode().replace("&quot;", '"').replace(
        '"url": "/cms/guide/"', 'href="/cms/guide/"'
    )
    listed = re.findall(r'href="/cms/guide/([a-z]+)/"', client.get("/cms/guide/").content.decode())
    assert listed == list(GUIDE)


@pytest.mark.parametrize("part", list(GUIDE))
def test_each_page_shows_a_screen_that_is_there(client: Client, editor: User, part: str) -> None:
    """One picture, small, with words for it; and the ways on."""
    client.force_login(editor)
    page = client.get(f"/cms/guide/{part}/")
    article = page.content.decode().split("<article", 1)[1].split("</article>")[0]
    [(name, alt)] = re.findall(r'<img src="[^"]*/guide/([a-z]+)[.\w]*\.png"\s+alt="([^"]+)"', article)
    assert (PICTURES / f"{name}.png").stat().st_size < LARGEST
    assert len(alt.split()) > 3
    beside = [each[0] for each in (page.context["before"], page.context["after"]) if each]
    at = list(GUIDE).index(part)
    assert beside == [*list(GUIDE)[max(at - 1, 0) : at], *list(GUIDE)[at + 1 : at + 2]]


def test_every_picture_is_used(client: Client, editor: User) -> None:
    """None lies there for nothing."""
    client.force_login(editor)
    told = "".join(client.get(f"/cms/guide/{part}/").content.decode() for part in GUIDE)
    pictures = sorted(each.stem for each in PICTURES.glob("*.png"))
    assert [name for name in pictures if not re.search(rf"/guide/{name}[.]", told)] == []
    assert len(pictures) == len(GUIDE)


def test_a_page_that_is_not_there(client: Client, editor: User) -> None:
    """Another word in the address."""
    client.force_login(editor)
    assert client.get("/cms/guide/nothing/").status_code == 404


def test_others_do_not_come_in(client: Client, trainer: User, hr: User) -> None:
    """The guide is for whoever writes."""
    answers = []
    for person in (trainer, hr):
        client.force_login(person)
        answers.append(client.get("/cms/guide/course/").status_code)
    assert answers == [403, 403]
