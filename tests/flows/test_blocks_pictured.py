"""Every block of the catalogue, drawn by the real site as an editor meets it, on a phone and on a desk.

The pictures go to .test/pictures/blocks, to be looked at.
"""

import shutil
from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page

from courses.models import LessonPage, ModulePage
from tests.flows.coming_in import come_in
from tests.stack import KEPT, Site

PICTURES = KEPT / "pictures" / "blocks"
WIDTHS = {320: 640, 1280: 800}
STREAMS = {"body": LessonPage, "plan": ModulePage}


def test_every_block_is_drawn_within_its_page(site: Site, new_page: Callable[..., Page]) -> None:
    """Each has something to show, and none is wider than the window."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    wide, empty, drawn = [], [], set()
    for width, height in WIDTHS.items():
        page = new_page(width=width, height=height)
        come_in(page, site.url, "editor@northbridge.example")
        for field, model in STREAMS.items():
            for name, block in model._meta.get_field(field).stream_block.child_blocks.items():
                answer = page.goto(f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}")
                assert answer is not None
                assert answer.ok, name
                page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
                drawn.add(name)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wide.append((name, width))
                if not page.locator("body").inner_text().strip() and name != "new_screen":
                    empty.append((name, width))
    assert (wide, empty) == ([], [])
    assert len(drawn) == len(list(PICTURES.glob("*-320.png"))) == len(list(PICTURES.glob("*-1280.png")))
