"""The file of a pack: the same for the same contents, made once, kept for a day, tagged and with its title."""

import datetime
import os
import subprocess

import pytest
from django.utils import timezone

from jobs.models import Job
from jobs.registry import duties
from learning.handlers import make_pdf, remove_packs
from learning.services import pack_files
from learning.services.pack_files import Wanted
from press import pdf
from tests.factories.courses import make_course, make_lesson, make_module, make_route, make_scale, publish
from tests.factories.every_kind import every_kind
from tests.factories.learning import make_enrolment, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}},
    }
    return tmp_path


@pytest.fixture
def wanted(officer, private):
    """A pack of a lesson of these blocks."""

    def make(*blocks, whole=False, **print_as):
        course = make_course(modules=0)
        lesson = make_lesson(make_module(course), blocks=list(blocks) or None)
        enrolment = make_enrolment(officer, make_route(course))
        given = {"large": False, "easy": False, "language": "en-gb"} | print_as
        return Wanted(enrolment=enrolment, lesson=None if whole else lesson, **given)

    return make


def digest_of(pack):
    return pack_files.digest(pack, pack.paper)


def test_the_name_changes_with_the_contents_alone(wanted):
    pack = wanted()
    first = digest_of(pack)
    assert digest_of(pack) == first
    large = Wanted(pack.enrolment, pack.lesson, large=True, easy=False, language="en-gb")
    publish(pack.lesson)
    pack.lesson.refresh_from_db()
    assert len({first, digest_of(pack), digest_of(large)}) == 3


def test_it_is_asked_for_once_made_once_and_asked_for_anew_after_it_was_removed(wanted, monkeypatch):
    monkeypatch.setattr(pdf, "render", lambda html, **_given: b"%PDF " + html.encode())
    pack = wanted(text(words="<p>Knock twice.</p>"))
    sha256 = pack_files.ask_for_file(wanted=pack)
    assert pack_files.ask_for_file(wanted=pack) == sha256
    job = Job.objects.get(kind="learning.make_pdf")
    assert pack_files.state_of(sha256) == "waiting"
    assert make_pdf(**job.args) == sha256 == make_pdf(**job.args)
    assert pack_files.state_of(sha256) == "done"
    assert b"Knock twice." in pack_files.path_of(sha256).read_bytes()
    Job.objects.update(status=Job.Status.DONE, finished_at=timezone.now())
    pack_files.path_of(sha256).unlink()
    assert pack_files.state_of(sha256) == ""
    pack_files.ask_for_file(wanted=pack)
    assert Job.objects.filter(kind="learning.make_pdf").count() == 2


def test_the_states_of_its_job_are_told(wanted):
    sha256 = pack_files.ask_for_file(wanted=wanted())
    for change, state in (
        ({"error": "no"}, "retrying"),
        ({"status": Job.Status.RUNNING, "claimed_until": timezone.now()}, "running"),
        ({"status": Job.Status.PARKED, "claimed_until": None, "finished_at": timezone.now()}, "parked"),
    ):
        Job.objects.update(**change)
        assert pack_files.state_of(sha256) == state


def test_after_a_day_it_is_gone(wanted, private):
    assert duties()["learning.remove_packs"] == datetime.timedelta(hours=1)
    assert remove_packs() == "0 packs removed."
    for name, hours in (("old.pdf", 25), ("new.pdf", 23)):
        path = pack_files.path_of(name.removesuffix(".pdf"))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF")
        then = (timezone.now() - datetime.timedelta(hours=hours)).timestamp()
        os.utime(path, (then, then))
    assert remove_packs() == "1 packs removed."
    assert [path.name for path in (private / "packs").iterdir()] == ["new.pdf"]


def test_every_kind_of_block_is_on_paper_in_a_tagged_file(wanted):
    make_scale()
    pack = wanted(*every_kind(), whole=True)
    sha256 = pack_files.make_file(wanted=pack)
    path = pack_files.path_of(sha256)
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in about
    assert f"Title:           {pack.enrolment.course.title}" in about
    said = " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split())
    for words in (
        "You listened.",
        "Take care",
        "Turn to 5.",
        "You can see it in this lesson",
        "You can hear it in this lesson",
        "Trainer’s signature",
    ):
        assert words in said
    assert said.rindex("He used to play dominoes.") > said.index("Cut this out and keep it.")
