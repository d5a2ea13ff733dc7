"""Who looked at whose record: kept, so that people can ask."""

from wagtail.log_actions import log

from people.models import User


def note_view(*, person: User, by: User) -> None:
    """One line in the log says that this person's record was looked at, and by whom."""
    log(person, "records.view_person", user=by, data={"person": str(person.uuid)})
