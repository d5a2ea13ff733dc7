"""The places of reading and of paper: a screen in easy words and with little data, packs and their files."""

from collections.abc import Iterator

from django.urls import reverse
from playwright.sync_api import Page

from learning.models import Enrolment
from learning.services.pack_files import Wanted, make_file
from tests.trust.place import Act, Place, press


def packs(enrolment: Enrolment) -> Iterator[Place]:
    """A lesson and a course on paper, each way it is printed, and the file before, while and after it is made."""
    place = [enrolment.uuid, "ready", "you-already-do-this"]
    screen = reverse("learning:lesson", args=[*place, 2])
    yield Place("screen, easy read and low data", screen, reading(easy="1", low_data="1"))
    yield Place("screen, shown on request", f"{screen}?show=all", reading(easy="", low_data="1"))
    lesson, course = reverse("learning:pack", args=place), reverse("learning:course_pack", args=place[:1])
    yield Place("pack of a lesson", lesson, reading(easy="", low_data=""))
    yield Place("pack of a lesson, large and easy", f"{lesson}?print=large&words=easy")
    yield Place("pack of a story", reverse("learning:pack", args=[*place[:2], "listen-ask-offer"]))
    yield Place("pack of a course", course)
    yield Place("pack file, not made", reverse("learning:pack_pdf", args=place))
    yield Place("pack file, waiting", reverse("learning:pack_pdf", args=place), press("Make a PDF"))
    yield Place("pack file of a course, ready", reverse("learning:course_pack_pdf", args=place[:1]), made(enrolment))


def reading(**kept: str) -> Act:
    """The page as a device shows it that keeps these choices."""

    def act(page: Page) -> None:
        page.context.add_cookies([{"name": name, "value": value, "url": page.url} for name, value in kept.items()])
        page.reload()

    return act


def made(enrolment: Enrolment) -> Act:
    """The file is there."""

    def act(page: Page) -> None:
        make_file(wanted=Wanted(enrolment, None, large=False, easy=False, language="en-gb"))
        page.reload()

    return act
