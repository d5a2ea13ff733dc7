"""What a screen reader has to say of the key pages, kept as text: whoever changes it sees what else is said now.

Each file in ``spoken`` is read by a person when it changes. To write them anew, then look at the difference:
``SPOKEN=write .venv/bin/python -m tests.run flows tests/trust/test_spoken.py``
"""

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Session
from courses.models import ModulePage
from courses.screens import screens
from learning.models import Enrolment
from tests.factories.courses import make_lesson
from tests.factories.every_kind import every_kind
from tests.trust.looking import SCREEN
from tests.trust.place import Place, person
from tests.trust.places import PEOPLE
from tests.trust.transcript import transcript
from tests.trust.walker import Walker

pytestmark = pytest.mark.flow

FOLDER = Path(__file__).with_name("spoken")
# Whose places, by the names of the walk, and how long from now the first session of the newest cohort is.
EVERY_KIND = "every kind of block"
TOMORROW, YESTERDAY = datetime.timedelta(days=1), datetime.timedelta(days=-1)
SPOKEN = {
    "visitor": (TOMORROW, ("front", "course", "sign in", "join", "join, newcomer")),
    "resident": (TOMORROW, ("settings",)),
    "learner": (TOMORROW, ("screen, quiz_single", "feedback, quiz_single")),
    "trainer": (YESTERDAY, ("register of Autumn connectors",)),
    "hr": (YESTERDAY, ("report, filtered",)),  # one row: those of one day stand in any order
}


def file_of(name: str) -> Path:
    """The kept transcript of a place."""
    return FOLDER / f"{name.replace(',', '').replace(' ', '-').lower()}.txt"


@pytest.mark.parametrize("who", SPOKEN)
def test_the_key_pages_are_said_as_they_were(open_browser: Callable[..., Walker], who: str):
    moved, names = SPOKEN[who]
    walker, heard = open_browser(who, viewport=SCREEN), {}
    session = Session.objects.filter(cohort__join_code="TEACUP").earliest("starts_at")
    length, starts = session.ends_at - session.starts_at, timezone.now().replace(microsecond=0) + moved
    Session.objects.filter(pk=session.pk).update(starts_at=starts, ends_at=starts + length)
    for place in PEOPLE[who]():
        if place.name in names:
            walker.go(place)
            heard[place.name] = transcript(walker.page)
    if os.environ.get("SPOKEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        for name, text in heard.items():
            file_of(name).write_text(text, encoding="utf-8")
    assert heard == {name: file_of(name).read_text(encoding="utf-8") for name in names}


def test_every_kind_of_block_is_said_as_it_was(open_browser: Callable[..., Walker]):
    """One lesson with all of them, screen by screen: what stands between its heading and the foot of the page."""
    enrolment = Enrolment.objects.open().get(person=person("learner"))
    lesson = make_lesson(ModulePage.objects.get(slug="ready"), blocks=every_kind(files=False), slug="every-kind")
    walker, heard = open_browser("learner", viewport=SCREEN), []
    for screen in screens(lesson.body):
        address = reverse("learning:lesson", args=[enrolment.uuid, "ready", lesson.slug, screen.number])
        walker.go(Place(f"every kind, {screen.number}", address))
        said = transcript(walker.page).partition('", level 1\n')[2].partition('    navigation, "This lesson"')[0]
        heard.append(f"{', '.join(block.block_type for block in screen.blocks)}\n{said}")
    if os.environ.get("SPOKEN") == "write":
        file_of(EVERY_KIND).write_text("\n".join(heard), encoding="utf-8")
    assert "\n".join(heard) == file_of(EVERY_KIND).read_text(encoding="utf-8")


def test_no_transcript_is_kept_of_a_page_that_nobody_compares():
    compared = {file_of(name) for _moved, names in SPOKEN.values() for name in names} | {file_of(EVERY_KIND)}
    assert set(FOLDER.iterdir()) == compared
