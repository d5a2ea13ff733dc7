"""The pictures of the editors' guide, taken of the real screens. They go to .test/pictures/guide, as small as they get.

After a change to these screens, copy them to academy/static/academy/img/guide/.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from courses.models import CoursePage, LessonPage
from home.views import GUIDE
from people.models import Organisation
from tests.databases import KEPT
from tests.flows.coming_in import come_in
from tests.stack import Site

PICTURES = KEPT / "pictures" / "guide"
SHOWN = Path(settings.BASE_DIR) / "academy" / "static" / "academy" / "img" / "guide"
WIDE, HIGH, COLOURS = 1280, 800, 48


def keep(name: str, shown: Page | Locator) -> None:
    """What is on the screen, in few colours."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("RGB")
    small = picture.crop((0, 0, picture.width, min(picture.height, HIGH))).quantize(COLOURS)
    small.save(PICTURES / f"{name}.png", optimize=True)


def panel(page: Page, name: str) -> Locator:
    """A section of a form, by its heading."""
    return page.locator("section.w-panel").filter(has=page.get_by_role("heading", name=name))


def editors_screens(page: Page) -> None:
    """What an editor works with."""
    course = CoursePage.objects.get(code="everyday-mediation")
    story = LessonPage.objects.descendant_of(course).get(slug="music-through-the-wall")
    page.goto(f"/cms/pages/{course.pk}/")
    expect(page.get_by_role("heading", name=course.title).first).to_be_visible()
    keep("course", page)
    page.goto(f"/cms/pages/{story.pk}/edit/")
    expect(page.get_by_role("textbox", name=re.compile("^Title")).first).to_be_visible()
    keep("lesson", page)
    page.get_by_role("button", name="Before you publish").click()
    expect(page.get_by_role("heading", name="Must fix")).to_be_visible()
    keep("publish", page)
    page.get_by_role("button", name="Before you publish").click()
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile("^Submit")).last.hover()
    keep("review", page)
    page.set_viewport_size({"width": WIDE, "height": 3 * HIGH})  # the bar on top would cover what was scrolled to
    page.reload()
    keep("scenario", page.get_by_role("region", name="Map of “Music through the wall”"))
    page.goto(f"/cms/pages/{LessonPage.objects.get(slug='you-already-do-this').pk}/edit/")
    keep("living", panel(page, "Who is affected").last)
    page.set_viewport_size({"width": WIDE, "height": HIGH})
    page.goto("/cms/images/add/")
    expect(page.get_by_role("textbox", name=re.compile("^Title")).first).to_be_visible()
    keep("pictures", page)


def administrators_screens(page: Page) -> None:
    """What somebody sets up for a place."""
    organisation = Organisation.objects.get(code="NORTHBRIDGE")
    page.goto(f"/cms/snippets/courses/localword/set/{organisation.pk}/")
    expect(page.get_by_role("heading", name=re.compile("^Local words of")).first).to_be_visible()
    keep("words", page)
    page.goto("/cms/course-files/import/")
    expect(page.get_by_role("heading", name="Import a course").first).to_be_visible()
    keep("transfer", page)


def test_the_guide_has_its_pictures(site: Site, new_page: Callable[..., Page]) -> None:
    """Each screen is there to be pictured, and each page of the guide opens from the one before."""
    page = new_page(width=WIDE, height=HIGH)
    come_in(page, site.url, "editor@northbridge.example")
    editors_screens(page)
    page.goto("/cms/guide/")
    page.get_by_role("link", name=str(GUIDE["course"])).click()
    for title in list(GUIDE.values())[1:]:
        page.get_by_role("navigation", name="Other pages of the guide").get_by_role("link", name=str(title)).click()
        expect(page.get_by_role("heading", name=str(title), level=1)).to_be_visible()
        picture = page.get_by_role("article").get_by_role("img")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    other = new_page(width=WIDE, height=HIGH)
    come_in(other, site.url, "admin@northbridge.example")
    administrators_screens(other)
    assert {each.name for each in PICTURES.glob("*.png")} == {each.name for each in SHOWN.glob("*.png")}
