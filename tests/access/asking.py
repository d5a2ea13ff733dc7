"""What a member asked their trainer, and another name that a learner asked for: one of each for an organisation."""

import uuid

from certificates.models import Certificate
from certificates.services.naming import ask_name
from learning.models import ModuleCompletion, Question
from tests.access.facts import Facts, key


def ask_both(completion: ModuleCompletion, certificate: Certificate, *, far: bool) -> Facts:
    """The parts of addresses for both. Each says words that stand nowhere else."""
    question = Question.objects.create(
        person=completion.enrolment.person,
        enrolment=completion.enrolment,
        completion=completion,
        form_key=uuid.uuid4(),
        to=Question.To.TRAINER,
        text="strangequestion" if far else "Is this the right day?",
    )
    name = "Strangewish" if far else "Sam Carter"
    wish = ask_name(certificate=certificate, name=name, why="", form_key=uuid.uuid4(), by=certificate.holder)
    return {"question": key(question), "wish": key(wish)}
