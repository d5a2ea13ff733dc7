"""Forms that are sent twice: each carries a key, drawn with the page, and makes one thing however often it comes."""

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)


class FormUsed(ValidationError):  # noqa: N818  an answer, not an error
    """This form has made something already: for somebody else, or elsewhere."""

    def __init__(self) -> None:
        super().__init__(_("This form was used before. Open the page again."))


def sent_before(rows: QuerySet[Row], form_key: UUID, **whose: Any) -> Row | None:
    """What the form with this key has made among these rows; None for a new form.

    Raises FormUsed where it made something that is not ``whose``: of another person, or in another course.
    """
    found = rows.filter(form_key=form_key).first()
    if found is not None and any(getattr(found, name) != value for name, value in whose.items()):
        raise FormUsed
    return found


def read_key(text: str) -> UUID | None:
    """The key that a form or an address carries; None, which nothing has, for what is no key."""
    try:
        return UUID(text)
    except ValueError:
        return None
