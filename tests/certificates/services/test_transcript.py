"""One line for each completion that stands; the file is tagged and its table's head stands on every page."""

import datetime
import io

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates import code
from certificates.services import transcript as making
from certificates.services.transcript import Line, Transcript, make_pdf, transcript
from learning.services.completion import withdraw_module
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_course, make_route
from tests.factories.learning import make_course_completion, make_enrolment, make_module_completion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 4)


def test_a_course_has_its_code_and_a_module_has_none(officer):
    certificate = make_certificate(person=officer)
    course = certificate.completion
    module = course.rests_on.get()
    found = transcript(person=officer)
    assert found.lines == [
        Line(DAY, course.title, "The whole course", "1", "Every module", code.grouped(certificate.code)),
        Line(DAY, course.title, module.title, "1", "Here on 4 March 2026."),
    ]
    assert (found.name, found.address[-8:]) == (officer.get_full_name(), "/verify/")


def test_what_was_withdrawn_and_what_is_another_s_is_left_out(officer, resident, trainer):
    withdraw_module(completion=make_module_completion(make_enrolment(officer, modules=2)), why="Wrong.", by=trainer)
    make_course_completion(make_enrolment(resident))
    assert transcript(person=officer).lines == []


def test_three_queries_however_many_lines(officer):
    counts = []
    for more in (1, 2):
        for _course in range(more):
            make_course_completion(make_enrolment(officer, make_route(make_course(modules=2))))
        with CaptureQueriesContext(connection) as asked:
            transcript(person=officer)
        counts.append(len(asked))
    assert counts == [3, 3]


def structure(content):
    """Every kind of element of the file, in reading order, and the spoken words of the name."""
    with pikepdf.open(io.BytesIO(content)) as file:
        kinds, spoken = [], []

        def walk(node):
            if isinstance(node, pikepdf.Array):
                for each in node:
                    walk(each)
            elif isinstance(node, pikepdf.Dictionary):
                kinds.append(str(node.get("/S", "")))
                if "/ActualText" in node:
                    spoken.append(str(node["/ActualText"]))
                if "/K" in node:
                    walk(node["/K"])

        walk(file.Root.StructTreeRoot["/K"])
        return kinds, spoken, len(file.pages), str(file.Root.Lang), str(file.docinfo["/Title"])


def test_sixty_lines_are_a_tagged_file_of_some_pages(monkeypatch):
    person = make_person(given_name="آشا", family_name="پٹیل")
    lines = [
        Line(DAY, "Community Connector", f"Noticing, part {number}", "3", "Here on 4 March 2026.", "7Q9T-M4KX")
        for number in range(60)
    ]
    record = Transcript(person.get_full_name(), "ar", DAY, lines, "https://academy.example/verify/")
    monkeypatch.setattr(making, "transcript", lambda *, person: record)
    content = make_pdf(person=person, locale="en-gb")
    kinds, spoken, pages, language, title = structure(content)
    tables = kinds.count("/Table")  # on each page its own, with the head again
    assert (kinds.count("/H1"), kinds.count("/TR"), kinds.count("/Caption")) == (1, 60 + tables, 1)
    assert (1 < tables <= pages, language, title) == (True, "en-gb", f"Learning record: {person.get_full_name()}")
    assert spoken == [person.get_full_name()]
