"""What was asked gets its answer, once: a question about a record, or what is in people's way."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from learning import emails
from learning.models import Obstacle, Question
from people.models import User

Asked = TypeVar("Asked", Question, Obstacle)


class AnsweredBefore(Exception):  # noqa: N818  an answer, not an error
    """Somebody has answered meanwhile: the first answer stays."""


def answer(*, asked: Asked, text: str, by: User) -> Asked:
    """Afterwards the answer stands beside the words, and whoever asked a question has been written to, once.

    Whose an obstacle is stays unsaid: its person reads the answer in their log. The same answer sent twice is one.
    Raises AnsweredBefore where another stands already, ValidationError without words.
    """
    said = text.strip()
    if not said:
        raise ValidationError(_("Write your answer."))
    with transaction.atomic():
        row = type(asked).objects.select_for_update().get(pk=asked.pk)
        if row.state == row.State.ANSWERED:
            if row.answer != said:
                raise AnsweredBefore
            return row
        row.state, row.answer, row.answered_by, row.answered_at = row.State.ANSWERED, said, by, timezone.now()
        row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        if isinstance(row, Question):
            log(row, "learning.answer_question", user=by, data={"to": row.to})
            emails.question_answered(question=row)
        else:
            log(row, "learning.answer_obstacle", user=by)
        return row
