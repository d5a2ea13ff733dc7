"""The places of questions about a record, of names on certificates, and of the record on paper."""

import uuid
from collections.abc import Iterator

from django.urls import reverse
from playwright.sync_api import Page

from certificates.models import Certificate, NameRequest
from certificates.services.hiding import show_name
from certificates.services.naming import ask_name, refuse
from certificates.services.produce import produce
from learning.models import Enrolment, ModuleCompletion, Question
from learning.services.answering import answer
from learning.services.questions import ask
from people.models import TokenBucket
from tests.trust.place import Place, person, press

WRONG = "The session was the day before."


def prepare_asking() -> None:
    """A question that waits and one that is answered for each who answers; names that wait, and one that stays."""
    learner, wilf = person("learner"), person("wilf")
    enrolment = Enrolment.objects.open().filter(person=learner).latest("pk")
    for who, to, about in (
        (learner, Question.To.TRAINER, {"enrolment": enrolment}),
        (wilf, Question.To.HR, {"completion": ModuleCompletion.objects.filter(enrolment__person=wilf)[0]}),
    ):
        for text in (WRONG, "My name is not right."):
            asked = ask(person=who, text=text, to=to, form_key=uuid.uuid4(), **about)
        answer(asked=asked, text="It is put right.", by=person("admin"))
    certificate = Certificate.objects.get(holder=wilf)
    show_name(certificate=certificate, shown=False, by=wilf)
    facts = {"certificate": certificate, "why": "Married", "by": wilf}
    refused = ask_name(name="Wilfred Keast", form_key=uuid.uuid4(), **facts)
    refuse(asked=refused, reason="Show us the deed.", by=person("hr"))
    petra = Certificate.objects.get(holder=person("petra"))
    produce(certificate=petra)
    petra.refresh_from_db()
    ask_name(certificate=petra, name="Petra Lund-Okafor", why="", form_key=uuid.uuid4(), by=petra.holder)


def checker() -> Iterator[Place]:
    """Somebody who has a code whose holder hides the name."""
    page = reverse("certificates:verify", args=[Certificate.objects.get(holder=person("wilf")).code])
    compare = press("Compare the name", name="Zebra")

    def once_more(page: Page) -> None:
        TokenBucket.objects.all().delete()  # the walk asks oftener than five times an hour
        compare(page)

    yield Place("check, another name", page, once_more)
    yield Place("check, no name typed", page, press("Compare the name"))


def holder() -> Iterator[Place]:
    """Somebody with a record, whose certificate is there."""
    certificate = Certificate.objects.get(holder=person("wilf"))
    page = reverse("certificates:certificate", args=[certificate.pk])
    completion = ModuleCompletion.objects.filter(enrolment__person=person("wilf"))[0]
    new = reverse("learning:ask")
    yield Place("record", reverse("learning:record"))
    yield Place("record, on paper", reverse("certificates:transcript"))
    yield Place("something is wrong", f"{new}?about={completion.uuid}")
    yield Place("something is wrong, nothing typed", new, press("Send my question"))
    yield Place("something is wrong, in the whole record", new)
    yield Place("certificate, bigger", f"{page}?size=large")
    name = reverse("certificates:ask_name", args=[certificate.pk])
    NameRequest.objects.open().filter(certificate=certificate).delete()  # the walk comes twice
    yield Place("correct the name", name)
    yield Place("correct the name, looked at", name, press("Show me how it prints", name="Wilfred Danby"))
    yield Place("correct the name, not to be printed", name, press("Ask for this name", name="🙂"))
    yield Place("correct the name, sent", name, press("Ask for this name", name="Wilfred Danby"))


def answers_members() -> Iterator[Place]:
    """A trainer, whose members ask."""
    yield from _questions(Question.To.TRAINER)


def answers_staff() -> Iterator[Place]:
    """HR, whose staff ask, for an answer and for another name."""
    yield from _questions(Question.To.HR)
    waits = NameRequest.objects.open().get(certificate__holder=person("petra"))
    page = reverse("certificates:decide_name", args=[waits.uuid])
    yield Place("names to agree", reverse("certificates:names"))
    yield Place("a name to agree", page)
    yield Place("a name that stays, no reason", page, keep_without_reason)
    kept = NameRequest.objects.filter(state=NameRequest.State.REFUSED).latest("pk")
    yield Place("a name that stayed", reverse("certificates:decide_name", args=[kept.uuid]))


def keep_without_reason(page: Page) -> None:
    """The fold is opened, and its button pressed."""
    page.get_by_text("The name should stay").click()
    with page.expect_event("load"):
        page.get_by_role("button", name="Keep the old name").click()


def _questions(to: str) -> Iterator[Place]:
    asked = Question.objects.filter(to=to).order_by("pk")
    waits, done = asked.open().get(), asked.filter(state=Question.State.ANSWERED).get()
    page = reverse("learning:answer", args=[waits.uuid])
    yield Place(f"questions to {to}", reverse("learning:questions"))
    yield Place(f"a question to {to}", page)
    yield Place(f"a question to {to}, no answer typed", page, press("Send this answer"))
    yield Place(f"a question to {to}, answered", reverse("learning:answer", args=[done.uuid]))
