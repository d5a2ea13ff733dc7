"""Every form of ours, as the page draws it: named, hinted, refused and refilled in a way that everybody can use."""

import datetime
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup, Tag
from django.forms import BaseForm, BoundField
from django.test import RequestFactory

from academy.templatetags.ui import summary_target
from cohorts.forms.register import Said
from cohorts.models import Meeting, Membership
from courses.models import CompletedBy, CoursePage
from learning.forms.fields import Look
from records.models import LearningRecord
from tests.factories.courses import make_course, make_module
from tests.test_architecture import HEIGHT

# Drawn by Wagtail's own panels, or no form of the site.
ELSEWHERE = {
    "academy.specimen_forms",
    "certificates.forms.design",
    "courses.forms.lists",
    "courses.forms.media",
    "courses.forms.topics",
    "courses.forms.transfer",
    "courses.forms.words",
    "courses.page_forms.effect",
    "courses.page_forms.gated",
    "courses.page_forms.whole",
    "learning.forms.moving",
    "people.forms.admin",
}
PURPOSE = {"text", "email", "password", "tel", "url", "textarea"}  # controls that a browser would like to fill in


def our_forms() -> list[type[BaseForm]]:
    """Each class of form in our own modules."""
    found = set()
    for app in HEIGHT:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if "migrations" not in module.name and ("form" in module.name or "filter" in module.name):
                found |= {
                    each
                    for _name, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
                    if issubclass(each, BaseForm) and each.__module__ == module.name
                }
    return sorted((each for each in found if each.__module__ not in ELSEWHERE and is_seen(each)), key=str)


def is_seen(kind: type[BaseForm]) -> bool:
    """Whether somebody fills it in: a passkey's form is filled by a script."""
    fields = kind.base_fields.values()
    return not fields or not all(field.widget.is_hidden for field in fields)


@pytest.fixture
def build(officer):
    """Makes a form with whatever it must be given, and what was sent to it."""
    course: CoursePage = make_course()
    make_module(course, completed_by=CompletedBy.ATTENDANCE)
    request = RequestFactory().get("/")
    request.user, request.session = officer, {}
    given = {
        "ways": {"one": ("The course, for residents", None, None), "two": ("The course, for staff", None, None)},
        "modules": {"1": course, "2": course},
        "course": course,
        "members": [],
        "sessions": [],
        "stored": {},
        "minutes": 90,
        "look": Look({}, "seed", {}),
        "user": officer,
        "code": "123456",
        "name": "Sam",
        "instance": Authenticator(user=officer, type="webauthn", data={"name": "Phone"}),
        "records": LearningRecord.objects.none(),
        "said": Said({}, []),
        "scale": SimpleNamespace(rows=[("first", "I notice"), ("second", "I listen")]),
        "fitting": {"TRAINER": "My trainer", "HR": "HR of Northbridge"},
        "told": "It goes to whoever asked.",
        "until": datetime.date(2029, 3, 4),
        "days": (datetime.date(2029, 3, 4), datetime.date(2029, 4, 4)),
        "meeting": Meeting(held_on=datetime.date(2029, 3, 5)),
        "mine": False,
        "why": True,
        "mentors": Membership.objects.none(),
        "mentees": Membership.objects.none(),
        "rules": ["The mentor leads", "Phones off"],
    }

    def made(kind: type[BaseForm], sent: dict[str, str] | None = None) -> BaseForm:
        with context.request_context(request):
            form = kind(data=sent, **{name: given[name] for name in arguments(kind) if name in given})
            form.is_valid()
        return form

    return made


def arguments(kind: type[BaseForm]) -> set[str]:
    """The names that a form takes beside Django's own."""
    own = [each.__init__ for each in kind.__mro__ if "__init__" in vars(each) and issubclass(each, BaseForm)]
    taken = {
        name for each in own if each.__module__ != "django.forms.forms" for name in inspect.signature(each).parameters
    }
    popped = {name for each in own for name in re.findall(r'kwargs(?:\.pop\(|\[)\s*"(\w+)"', inspect.getsource(each))}
    return taken | popped


def drawn(form: BaseForm) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html.parser")


def controls(page: BeautifulSoup, field: BoundField) -> list[Tag]:
    return page.find_all(["input", "textarea", "select"], attrs={"name": field.html_name})


def of_all(form: BaseForm) -> Iterator[tuple[BoundField, list[Tag], BeautifulSoup]]:
    page = drawn(form)
    for field in form.visible_fields():
        found = controls(page, field)
        assert found, field.name
        yield field, found, page


def what(tag: Tag) -> str:
    """An input's type, or the kind of control."""
    return tag.get("type", "text") if tag.name == "input" else tag.name


def words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def described(page: BeautifulSoup, tag: Tag) -> str:
    """What a screen reader says beside the name; every id that is pointed at is there once."""
    ids = (tag.get("aria-describedby") or "").split()
    assert all(len(page.find_all(id=each)) == 1 for each in ids), ids
    return " ".join(words(page.find(id=each)) for each in ids)


def speaker(field: BoundField, found: list[Tag]) -> Tag:
    """What carries hint and error: the group of radios or ticks, else the control."""
    return found[0].find_parent("fieldset") if field.use_fieldset else found[0]


each_form = pytest.mark.parametrize("kind", our_forms(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")


@each_form
def test_every_field_has_a_name_and_its_hint_is_spoken(build, kind):
    for field, found, page in of_all(build(kind)):
        group = found[0].find_parent("fieldset") if field.use_fieldset else None
        label = group.find("legend") if group else page.find("label", attrs={"for": found[0]["id"]})
        assert words(label).startswith(str(field.label)), field.name
        for choice in found if group else []:
            assert words(page.find("label", attrs={"for": choice["id"]})), field.name
        if field.help_text:
            assert words(BeautifulSoup(str(field.help_text), "html.parser")) in described(page, speaker(field, found))


@each_form
def test_an_error_stands_at_its_field_is_spoken_and_is_linked_to(build, kind):
    form = build(kind, {"nothing": "sent"})
    for field, found, page in of_all(form):
        tag = speaker(field, found)
        ids = {each["id"] for each in page.find_all(id=True)}
        if not field.errors:
            assert tag.get("aria-invalid") is None, field.name
            continue
        assert all(str(error) in described(page, tag) for error in field.errors), field.name
        assert summary_target(field) in ids, field.name
        if what(found[0]) == "radio":
            assert (tag["role"], tag["aria-invalid"]) == ("radiogroup", "true")
            assert not [each for each in found if each.get("aria-invalid")]
        elif not field.use_fieldset:
            assert tag.get("aria-invalid") == "true", field.name


@each_form
def test_no_control_hides_what_it_is_for(build, kind):
    for field, found, _page in of_all(build(kind)):
        for tag in found:
            kind_of_input = what(tag)
            assert "placeholder" not in tag.attrs, field.name
            assert kind_of_input != "number", f"{field.name}: numbers are typed into a text box with inputmode"
            if kind_of_input in PURPOSE:
                assert tag.get("autocomplete"), field.name
                assert tag.get("maxlength"), field.name
            if tag.get("inputmode") == "numeric":
                assert any(each.startswith("input-") for each in tag["class"]), f"{field.name}: as wide as its number"


@each_form
def test_what_was_typed_stays(build, kind):
    names = [field.html_name for field, found, _page in of_all(build(kind)) if what(found[0]) in PURPOSE]
    form = build(kind, dict.fromkeys(names, 'Sam "the <b>'))
    for field, found, _page in of_all(form):
        if field.html_name in names and found[0].get("type") != "password":
            assert (found[0].get("value") or found[0].text).strip() == 'Sam "the <b>', field.name
        if found[0].get("type") == "password":
            assert not found[0].get("value")


def test_the_forms_are_found():
    names = {kind.__name__ for kind in our_forms()}
    assert {"SignInForm", "EntryForm", "RegisterForm", "ExportForm", "NameForm"} <= names


def test_a_group_and_a_field_of_the_same_page_share_no_id(build):
    for kind in our_forms():
        page = drawn(build(kind, {"nothing": "sent"}))
        ids = [each["id"] for each in page.find_all(id=True)]
        assert sorted(ids) == sorted(set(ids)), kind
