"""The parts of addresses, and what is sent to them."""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from academy.converters import to_key

Facts = dict[str, Any]


def key(row: Any) -> str:
    """The 22 letters of a row."""
    return to_key(getattr(row, "uuid", row.pk))


NOBODYS: Facts = {
    **dict.fromkeys(
        (
            "enrolment",
            "route",
            "entry",
            "cohort",
            "session",
            "member",
            "completion",
            "certificate",
            "person",
            "export",
            "invitation",
        ),
        to_key(uuid.UUID(int=7)),
    ),
    "module": "nowhere",
    "lesson": "nowhere",
    "number": 1,
    "check_code": "2222222222222222222",
    "join_code": "ZZZZZZ",
    "token": "nobodys",
}
ANY_COURSE: Facts = {"name": "confirm", "path": "images/nothing.png", "key": uuid.UUID(int=7)}


def names_in(route: str, facts: Facts) -> Facts:
    """The facts as this route calls them: two routes say ``code`` and mean different ones."""
    if route.split(":")[0] in facts.get("pks", {}):
        facts = facts | {"pk": facts["pks"][route.split(":")[0]]}
    code = facts.get("join_code" if route == "cohorts:join" else "check_code", "")
    more = {"module": "practice"} if route == "cohorts:grant" and facts.get("module") == "noticing" else {}
    return facts | more | {"code": code}


def today() -> str:
    return timezone.localdate().isoformat()


def form_key() -> str:
    return str(uuid.uuid4())


# What whoever may do a thing sends to do it: with this the database changes for them, and must not for anybody else.
# Everything else is sent empty.
SENT: dict[str, Callable[[], Facts]] = {
    "people:settings": lambda: {"known_as": "Sam", "language": "en-gb"},
    "people:slip": dict,
    "people:sign_out_everywhere": dict,
    "cohorts:close": dict,
    "cohorts:people": lambda: {"people": "Asha Okafor", "act": "add", "form_key": form_key()},
    "cohorts:invite_again": dict,
    "cohorts:withdraw_invitation": dict,
    "cohorts:new_session": lambda: {
        **{"day": today(), "starts": "10:00", "minutes": 60, "kind": "DROP_IN", "module": "", "place": ""},
        "form_key": form_key(),
    },
    "cohorts:change_session": lambda: {
        **{"day": today(), "starts": "10:00", "minutes": 60, "kind": "DROP_IN", "module": "", "place": "Elsewhere"},
        "form_key": form_key(),
    },
    "cohorts:cancel_session": dict,
    "cohorts:register": lambda: {"act": "walk_in", "walk_in": "Asha", "version": 0, "form_key": form_key()},
    "cohorts:grant": lambda: {"reason": "Seen at the hub."},
    "cohorts:withdraw": lambda: {"reason": "Wrong person."},
    "cohorts:new_code": lambda: {"kind": "RETURN"},
    "certificates:name": lambda: {"name": "Sam Carter", "act": "save"},
    "learning:start": dict,
    "learning:leave": dict,
    "learning:remove_entry": dict,
    "learning:lesson": lambda: {"form_key": form_key(), "shown": "t-one r-who", "r-who-text": "Later."},
    "learning:lesson_finished": lambda: {"useful": "YES"},
    "records:new_export": lambda: {
        **{"format": "xlsx", "purpose": "report", "purpose_note": "Yearly report"},
        "form_key": form_key(),
    },
    "records:export": dict,
}
