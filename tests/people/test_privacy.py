"""What this app holds about a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from people import emails, registry
from people.models import PersonalCode, User
from people.services import held_forms
from people.services.codes import issue_code
from people.services.held_forms import Typed
from tests.factories.people import make_second_factor

OURS = ("people.", "account.", "mfa.")


def ours():
    return [holding for holding in registry.holdings() if holding.label.startswith(OURS)]


def test_collect_gives_everything_back(officer):
    emails.sign_in_details_changed(person=officer, what="A password was set.")
    make_second_factor(officer)
    held_forms.hold(person=officer, browser="one", address="/", typed=Typed([("note", "a")], whole=True))
    found = {holding.label: holding.collect(officer) for holding in ours()}
    assert {label: len(rows) for label, rows in found.items()} == {
        "account.EmailAddress": 1,
        "mfa.Authenticator": 1,
        "people.Assignment": 1,
        "people.DataFile": 0,
        "people.HeldForm": 1,
        "people.Message": 1,
        "people.PersonalCode": 0,
        "people.Reminder": 0,
        "people.RightsRequest": 0,
        "people.SignIn": 0,
        "people.StoppedReminder": 0,
        "people.User": 1,
    }
    assert found["people.User"][0]["email"] == officer.email
    assert "A password was set." in found["people.Message"][0]["text"]


def test_erase_leaves_no_name_and_can_be_asked_twice(officer, caretaker):
    name, address = officer.given_name, officer.email
    issue_code(person=officer, kind=PersonalCode.Kind.RETURN, by=None)
    emails.sign_in_details_changed(person=officer, what="A password was set.")
    make_second_factor(officer)
    for _time in range(2):
        sentences = [holding.erase(officer) for holding in ours()]
    assert all(sentence.endswith(".") for sentence in sentences)
    rows = str([holding.collect(User.objects.get(pk=officer.pk)) for holding in ours()])
    assert name not in rows
    assert address not in rows
    assert not EmailAddress.objects.filter(user=officer).exists()
    assert not Authenticator.objects.filter(user=officer).exists()
    caretaker.refresh_from_db()
    assert caretaker.given_name == "Kit"
