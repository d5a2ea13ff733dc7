"""A six-digit code to an address."""

import json

from people import mail, seal
from people.models import Message
from people.services import email_code


def posted_code(message):
    return seal.unseal(message.secret, purpose=mail.PURPOSE).replace(" ", "")


def test_begin_posts_a_code_that_check_knows_once(db):
    state = json.loads(json.dumps(email_code.begin(address=" New@Example.org ")))
    message = Message.objects.get()
    assert (state["address"], message.address, state["sent"]) == ("new@example.org", "new@example.org", True)
    digits = posted_code(message)
    assert digits not in json.dumps(state)
    assert [email_code.check(state, f"{digits[:3]} {digits[3:]}"), email_code.check(state, digits)] == [True, False]


def test_three_wrong_tries_end_a_code(db):
    state = email_code.begin(address="new@example.org")
    digits = posted_code(Message.objects.get())
    wrong = "000000" if digits != "000000" else "111111"
    assert [email_code.check(state, wrong) for _time in range(3)] == [False] * 3
    assert not email_code.check(state, digits)


def test_a_code_ends_after_its_time(db):
    state = email_code.begin(address="new@example.org")
    state["expires"] = 0
    assert not email_code.check(state, posted_code(Message.objects.get()))


def test_a_code_belongs_to_its_state(db):
    first = email_code.begin(address="one@example.org")
    second = email_code.begin(address="two@example.org")
    digits = posted_code(Message.objects.get(address="one@example.org"))
    other = posted_code(Message.objects.get(address="two@example.org"))
    second["address"] = "one@example.org"
    assert email_code.check(second, other) is False
    assert email_code.check(first, digits) is True


def test_known_and_unknown_addresses_look_alike(officer):
    known, unknown = email_code.begin(address=officer.email), email_code.begin(address="nobody@example.org")
    assert sorted(known) == sorted(unknown)
    assert sorted(Message.objects.values_list("template", flat=True)) == ["people/emails/sign_in_code"] * 2


def test_a_fourth_code_within_a_minute_is_not_sent(db):
    states = [email_code.begin(address="new@example.org") for _time in range(4)]
    assert [state["sent"] for state in states] == [True, True, True, False]
    assert Message.objects.count() == 3
    assert not email_code.check(states[3], "000000")
