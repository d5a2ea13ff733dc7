"""Workers killed, brokers emptied, everybody at once: each certificate is made once, each letter is sent once."""

import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from academy.demo.playing import practise
from certificates.models import Certificate
from courses.models import CompletedBy
from jobs.models import Job
from learning.models import CourseCompletion, Enrolment, ModuleCompletion, PracticeEntry
from learning.services.completion import grant_module
from people.models import Message, User
from tests.flows.coming_in import session_of
from tests.servers import wait_until
from tests.stack import Letterbox, Site, broker

AT_ONCE = 40
LETTER = "certificates/emails/certificate_issued"


def making() -> bool:
    """Whether a worker has a certificate in its hands."""
    return Job.objects.running().filter(kind="certificates.produce").exists()


def let_claims_lapse() -> int:
    """As if the minutes had passed after which a dead worker's work is anybody's."""
    return Job.objects.running().update(claimed_until=timezone.now())


def all_is_done(count: int) -> Callable[[], bool]:
    """Whether there are so many certificates, every letter is out and no job waits."""

    def asked() -> bool:
        letters = Message.objects.filter(template=LETTER)
        return (
            Certificate.objects.filter(state=Certificate.State.ISSUED).count() == count
            and letters.exclude(status__in=["SENT", "BY_HAND"]).count() == 0
            and not Job.objects.due().exists()
            and not Job.objects.running().exists()
        )

    return asked


def assert_each_has_one_proof(completions: list[CourseCompletion], smtp: Letterbox) -> None:
    """One row, one file and one letter for each completion, and nothing beside them."""
    certificates = list(Certificate.objects.order_by("completion_id"))
    assert [row.completion_id for row in certificates] == sorted(row.pk for row in completions)
    assert {row.state for row in certificates} == {Certificate.State.ISSUED}
    private = storages["private"]
    for row in certificates:
        with private.open(row.pdf_path) as file:
            assert file.read().startswith(b"%PDF")
        assert [event.to_state for event in row.events.order_by("at")] == ["PENDING", "ISSUED"]
    assert sorted(files_below("certificates")) == sorted(row.pdf_path for row in certificates)
    told = [message for message in smtp.messages if "completed" in message["Subject"]]
    wanted = {row.enrolment.person.email: 1 for row in completions if row.enrolment.person.email}
    assert Counter(message["X-Envelope-To"] for message in told) == wanted
    by_hand = Message.objects.by_hand().filter(template=LETTER)
    assert by_hand.count() == len(completions) - len(wanted)  # nobody has an e-mail twice, somebody has none
    assert not Job.objects.parked().exists()


def files_below(folder: str) -> list[str]:
    """Every file in a folder of the private storage."""
    private = storages["private"]
    folders, names = private.listdir(folder)
    return [f"{folder}/{name}" for name in names] + [
        path for inner in folders for path in files_below(f"{folder}/{inner}")
    ]


def test_a_worker_killed_while_it_makes_certificates_makes_each_once(still, smtp):
    worker, beat = still["worker"], still["beat"]
    completions = list(CourseCompletion.objects.select_related("enrolment__person"))
    assert len(completions) >= 4
    worker.start()
    beat.start()
    wait_until(making, "a certificate to be in the making", seconds=60)
    worker.kill()
    cut_short = list(Job.objects.running().filter(kind="certificates.produce").values_list("pk", flat=True))
    assert Certificate.objects.filter(state=Certificate.State.ISSUED).count() < len(completions)

    worker.start()
    assert let_claims_lapse() >= 1
    wait_until(all_is_done(len(completions)), "every certificate and letter", seconds=90)
    assert_each_has_one_proof(completions, smtp)
    assert cut_short
    assert set(Job.objects.filter(pk__in=cut_short).values_list("attempts", "status")) == {(2, Job.Status.DONE)}


def test_an_emptied_broker_loses_nothing_and_the_sweep_finds_it(still, smtp):
    person = User.objects.get(email="bryony@northbridge.example")
    with broker() as client:
        finish_all_but(person, leave=set())
        assert client.llen("quick") > 0
        client.flushall()
    completions = list(CourseCompletion.objects.select_related("enrolment__person"))
    assert person in [row.enrolment.person for row in completions]

    # Nobody is nudged any more: only beat's sweep tells the worker that rows are waiting.
    still["worker"].start()
    still["beat"].start()
    wait_until(lambda: Certificate.objects.exists(), "the sweep to set work going", seconds=60)
    with broker() as client:
        client.flushall()
    wait_until(all_is_done(len(completions)), "every certificate and letter", seconds=90)
    assert_each_has_one_proof(completions, smtp)


def finish_all_but(person: User, *, leave: set[str]) -> Enrolment:
    """Every module of the person's open course is complete, but for those completed in these ways."""
    enrolment = Enrolment.objects.open().get(person=person)
    trainer = User.objects.get(email="trainer@northbridge.example")
    for required in enrolment.required_modules.select_related("module"):
        if required.module.completed_by not in leave:
            grant_module(enrolment=enrolment, module=required.module, reason="They showed it.", by=trainer)
    enrolment.refresh_from_db()
    return enrolment


class Visitor:
    """Somebody signed in, whose forms are sent without a browser: forty at a time."""

    def __init__(self, site: Site, person: User) -> None:
        self.site, self.token = site, "a" * 32
        cookies = {settings.SESSION_COOKIE_NAME: session_of(person), settings.CSRF_COOKIE_NAME: self.token}
        self.cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """The status of the answer, and where it leads."""
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token} | fields).encode()
        request = urllib.request.Request(self.site.url + path, data, {"Cookie": self.cookie})
        opener = urllib.request.build_opener(Stay)
        try:
            with opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers.get("Location", "")
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", "")


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Nothing is asked for."""


def at_once(act: Callable[[int], object]) -> list[object]:
    """What each of forty threads got that began together."""
    answers: list[object] = [None] * AT_ONCE
    start = threading.Barrier(AT_ONCE)

    def work(number: int) -> None:
        start.wait(30)
        answers[number] = act(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


def test_forty_forms_that_complete_one_course_at_once_complete_it_once(site, worker, beat, smtp):
    person = User.objects.get(email="bryony@northbridge.example")
    enrolment = finish_all_but(person, leave={CompletedBy.PRACTICE})
    practise(enrolment, 2)
    module = enrolment.required_modules.get(module__completed_by=CompletedBy.PRACTICE).module
    visitor, key = Visitor(site, person), str(uuid.uuid4())
    fields = {"module": str(module.pk), "topic": "COMPANY", "did": "LISTENED", "happened_on": f"{timezone.localdate()}"}
    path = reverse("learning:new_entry")

    def send(number: int) -> tuple[int, str]:
        # Half are one form pressed again and again, half are forms of their own from other tabs.
        return visitor.post(path, form_key=key if number % 2 else str(uuid.uuid4()), **fields)

    answers = at_once(send)
    assert {status for status, _to in answers} <= {200, 302}
    assert (302, reverse("learning:course", args=[enrolment.uuid])) in answers
    assert PracticeEntry.objects.filter(form_key=key).count() <= 1
    whole = CourseCompletion.objects.get(enrolment=enrolment)
    assert ModuleCompletion.objects.filter(enrolment=enrolment, module=module).count() == 1
    assert Job.objects.filter(key=f"award:{whole.uuid}").count() == 1

    completions = list(CourseCompletion.objects.select_related("enrolment__person"))
    wait_until(all_is_done(len(completions)), "every certificate and letter", seconds=90)
    assert_each_has_one_proof(completions, smtp)
    # A form that was kept is answered as the first time; one that came too late has no log to go to.
    kept = PracticeEntry.objects.filter(form_key=key).exists()
    assert visitor.post(path, form_key=key, **fields)[0] == (302 if kept else 200)
    assert CourseCompletion.objects.filter(enrolment=enrolment).count() == 1
