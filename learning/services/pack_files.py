"""A pack as a PDF: made by a job, kept for a day under a name that only its contents give, and removed within the hour.

There is no row for it: the file is the fact, and it holds nothing about anybody. Two people with the same job and the
same place get the same file.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.utils import translation

from courses.models import LessonPage
from courses.services import local_words
from jobs.models import Job
from jobs.services import enqueue
from learning.models import Enrolment
from learning.services import packs
from learning.services.player import staff_role_codes
from press import pdf
from press.files import write_whole

VERSION = 2  # raised when what is printed changes
KEPT_FOR = datetime.timedelta(days=1)
FOLDER = "packs"
PAGE = """
@page {
  size: A4; margin: 18mm; font: 9pt "Atkinson Hyperlegible Next", "Noto Sans";
  @bottom-left { content: string(section); }
  @bottom-right { content: counter(page) " / " counter(pages); }
}
"""
STATES = {Job.Status.QUEUED: "waiting", Job.Status.RUNNING: "running", Job.Status.PARKED: "parked"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pack that somebody asks for: of a lesson, or without one of the whole course."""

    enrolment: Enrolment
    lesson: LessonPage | None
    large: bool
    easy: bool
    language: str

    @property
    def paper(self) -> packs.Paper:
        """How it is printed for this person."""
        person = self.enrolment.person
        codes = frozenset(staff_role_codes(person))
        return packs.Paper(codes, local_words(person.organisation), self.large, self.easy)


def digest(wanted: Wanted, paper: packs.Paper) -> str:
    """The name of the file: the same for the same contents, and nobody can guess it."""
    about = (
        [wanted.lesson] if wanted.lesson is not None else [wanted.enrolment.course, *packs.modules_of(wanted.enrolment)]
    )
    contents = [
        VERSION,
        [wanted.lesson.pk if wanted.lesson else 0, wanted.enrolment.course_id, wanted.enrolment.route_id],
        packs.revisions_of(about),
        sorted(paper.codes),
        sorted(paper.words.items()),
        [wanted.large, wanted.easy, wanted.language],
    ]
    return hashlib.sha256(json.dumps(contents).encode()).hexdigest()


def path_of(sha256: str) -> Path:
    """Where the file lies, made or not."""
    return Path(storages["private"].path(f"{FOLDER}/{sha256}.pdf"))


def state_of(sha256: str) -> str:
    """How far it is: done, waiting, running, retrying or parked; empty where nobody asked for it."""
    if path_of(sha256).exists():
        return "done"
    job = _last_job(sha256)
    if job is None or job.status == Job.Status.DONE:
        return ""
    return "retrying" if job.status == Job.Status.QUEUED and job.error else STATES[Job.Status(job.status)]


def ask_for_file(*, wanted: Wanted) -> str:
    """Afterwards the file is there or is being made; twice changes nothing. Returns its digest."""
    sha256 = digest(wanted, wanted.paper)
    last = _last_job(sha256)
    over = last is None or last.status in (Job.Status.DONE, Job.Status.PARKED)
    if not path_of(sha256).exists() and over:
        enqueue(
            "learning.make_pdf",
            key=f"pack:{sha256}:{last.pk if last else 0}",  # its file was removed: a new job after that one
            enrolment=wanted.enrolment.pk,
            lesson=wanted.lesson.pk if wanted.lesson else None,
            large=wanted.large,
            easy=wanted.easy,
            language=wanted.language,
        )
    return sha256


def make_file(*, wanted: Wanted) -> str:
    """Afterwards the file is there, whole; made twice, it is the same file. Returns its digest."""
    with translation.override(wanted.language):
        paper = wanted.paper
        sha256 = digest(wanted, paper)
        write_whole(path_of(sha256), content_of(wanted, paper, identifier=bytes.fromhex(sha256)[:16]))
    return sha256


def content_of(wanted: Wanted, paper: packs.Paper, *, identifier: bytes) -> bytes:
    """The PDF itself."""
    context = context_of(wanted, paper) | {"on_file": True}
    return pdf.render(render_to_string("learning/pack/file.html", context), identifier=identifier, stylesheet=_styles())


def context_of(wanted: Wanted, paper: packs.Paper) -> dict[str, Any]:
    """What the templates of a pack take, on screen and in the file."""
    whole = wanted.lesson is None
    modules = packs.course_pack(wanted.enrolment, paper) if whole else []
    return {
        "course": wanted.enrolment.course,
        "route": wanted.enrolment.route,
        "subject": packs.subject_of(wanted.enrolment, wanted.lesson),
        "whole": whole,
        "modules": modules,
        "has_keys": any(pack.keys for part in modules for pack in part.lessons),
        "pack": None if wanted.lesson is None else packs.lesson_pack(wanted.lesson, paper),
        "card": packs.card_choices() if whole else {},
        "words": paper.words,
        "large": paper.large,
        "easy": paper.easy,
    }


def remove_old(*, now: datetime.datetime) -> int:
    """Afterwards no pack is older than a day; asked every hour. Returns how many went."""
    before = (now - KEPT_FOR).timestamp()
    folder = path_of("x").parent
    old = [path for path in folder.glob("*") if path.stat().st_mtime < before] if folder.is_dir() else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


@cache
def _styles() -> str:
    found = finders.find("academy/css/pack.css")
    return PAGE + Path(str(found)).read_text(encoding="utf-8")


def _last_job(sha256: str) -> Job | None:
    return Job.objects.filter(kind="learning.make_pdf", key__startswith=f"pack:{sha256}:").order_by("-pk").first()
