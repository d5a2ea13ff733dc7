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
            "file",
            "invitation",
            "pairing",
            "asked",
            "question",
            "wish",
        ),
        to_key(uuid.UUID(int=7)),
    ),
    "obstacle": to_key(uuid.UUID(int=7)),
    "block": "nowhere",
    "module": "nowhere",
    "lesson": "nowhere",
    "number": 1,
    "check_code": "2222222222222222222",
    "join_code": "ZZZZZZ",
    "token": "nobodys",
    "stop_token": "nobodys",
    "poster": "nobodys-poster",
}
TELLS_OF = "community-connector"  # the course that both organisations take
ANY_COURSE: Facts = {"name": "confirm", "path": "images/nothing.png", "key": uuid.UUID(int=7)}


def names_in(route: str, facts: Facts) -> Facts:
    """The facts as this route calls them: two routes say ``code`` and mean different ones."""
    if route.split(":")[0] in facts.get("pks", {}):
        facts = facts | {"pk": facts["pks"][route.split(":")[0]]}
    code = facts.get("join_code" if route == "cohorts:join" else "check_code", "")
    if route == "cohorts:my_session" and "coming" in facts:
        facts = facts | {"session": facts["coming"]}
    if route == "cohorts:calendar_feed" and "feed" in facts:
        facts = facts | {"token": facts["feed"]}
    more = {"module": "practice"} if route == "cohorts:grant" and facts.get("module") == "noticing" else {}
    more |= {"token": facts.get("stop_token", "")} if route == "people:stop" else {}
    more |= {"block": "p-one"} if route == "learning:promise" and "block" in facts else {}
    more |= {"token": facts.get("poster", "")} if route == "cohorts:check_in" else {}
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
    "people:letters": dict,
    "people:stop": dict,
    "people:my_data": lambda: {"form_key": form_key()},
    "people:data_file": dict,
    "people:leave": lambda: {"form_key": form_key()},
    "cohorts:calendar": lambda: {"act": "renew"},
    "cohorts:my_session": lambda: {"act": "book", "needs": "A lift"},
    "cohorts:check_in": dict,
    "cohorts:asked": lambda: {"act": "give_up"},
    "cohorts:tell_me": lambda: {"course": TELLS_OF},
    "cohorts:agree": dict,
    "cohorts:refuse": dict,
    "cohorts:joining": lambda: {"join_policy": "CODE", "capacity": "7"},
    "cohorts:renew_poster": lambda: {"form_key": form_key()},
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
    "cohorts:pairing": lambda: {"act": "offer", "answer": "NO"},
    "cohorts:leave_pairing": lambda: {"what": "pause", "call": "no"},
    "cohorts:meeting": lambda: {"act": "note", "text": "Later."},
    "cohorts:put_meeting_right": lambda: {"what": "not", "changes": 0},
    "cohorts:withdraw": lambda: {"reason": "Wrong person."},
    "cohorts:new_code": lambda: {"kind": "RETURN"},
    "certificates:decide_name": lambda: {"act": "agree"},
    "certificates:shown": lambda: {"shown": "no"},
    "learning:answer": lambda: {"text": "It is put right."},
    "certificates:name": lambda: {"name": "Sam Carter", "act": "save"},
    "learning:start": dict,
    "learning:leave": dict,
    "learning:remove_entry": dict,
    "learning:change_entry": lambda: {
        **{"happened_on": today(), "topic": "MONEY", "did": ["LISTENED"]},
        "form_key": form_key(),
    },
    "learning:note": lambda: {"text": "Later."},
    "learning:delete_note": dict,
    "learning:promise": lambda: {"kept": "YES"},
    "learning:follow_up": lambda: {"form_key": form_key(), "changed": "Tea."},
    "cohorts:obstacle": lambda: {"text": "We have asked."},
    "learning:lesson": lambda: {"form_key": form_key(), "shown": "t-one r-who", "r-who-text": "Later."},
    "learning:lesson_finished": lambda: {"useful": "YES"},
    "records:new_export": lambda: {
        **{"format": "xlsx", "purpose": "report", "purpose_note": "Yearly report"},
        "form_key": form_key(),
    },
    "records:export": dict,
}
