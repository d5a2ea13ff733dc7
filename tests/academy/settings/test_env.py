"""The readers of the environment: a bad value is refused by name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from academy.settings import env

NAME = "RA_TEST_VALUE"


@pytest.fixture(autouse=True)
def read_names(monkeypatch):
    monkeypatch.setattr(env, "READ", set())
    monkeypatch.delenv(NAME, raising=False)


def test_a_name_that_was_read_is_remembered():
    env.text(NAME)
    assert {NAME} == env.READ


def test_a_blank_value_is_no_value(monkeypatch):
    monkeypatch.setenv(NAME, "  ")
    assert env.raw(NAME) is None
    assert env.text(NAME, "default") == "default"
    assert env.integer(NAME, 7) == 7


def test_a_value_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.required(NAME) == "from the file"


def test_a_file_that_cannot_be_read_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}_FILE names a file that cannot be read"):
        env.text(NAME)


def test_a_value_given_twice_is_refused(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("one", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv(NAME, "other")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} and {NAME}_FILE are both set"):
        env.text(NAME)


def test_required_refuses_an_absent_value():
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is not set"):
        env.required(NAME)


@pytest.mark.parametrize(("value", "number"), [("0", 0), (" 12 ", 12), ("20", 20)])
def test_integer_reads_a_whole_number(monkeypatch, value, number):
    monkeypatch.setenv(NAME, value)
    assert env.integer(NAME, 5, most=20) == number


@pytest.mark.parametrize("value", ["many", "1.5", "-1", "21"])
def test_integer_refuses_anything_else(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.integer(NAME, 5, most=20)


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("off", False)]
)
def test_boolean_reads_yes_and_no(monkeypatch, value, meaning):
    monkeypatch.setenv(NAME, value)
    assert env.boolean(NAME, not meaning) is meaning


def test_boolean_refuses_anything_else(monkeypatch):
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be 1 or 0"):
        env.boolean(NAME, True)


def test_words_are_split_at_commas(monkeypatch):
    monkeypatch.setenv(NAME, " one, two ,,three")
    assert env.words(NAME) == ["one", "two", "three"]
    monkeypatch.delenv(NAME)
    assert env.words(NAME, ("default",)) == ["default"]


def test_folder_is_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(NAME, "data")
    assert env.folder(NAME, tmp_path / "other") == tmp_path / "data"


def test_a_socket_is_named_by_its_whole_path(monkeypatch):
    assert env.socket_file("RA_TEST") == ""
    monkeypatch.setenv("RA_TEST", "/run/clamd.ctl")
    assert env.socket_file("RA_TEST") == "/run/clamd.ctl"
    monkeypatch.setenv("RA_TEST", "clamd.ctl")
    with pytest.raises(ImproperlyConfigured, match="RA_TEST must be the whole path"):
        env.socket_file("RA_TEST")


def test_address_loses_its_last_slash(monkeypatch):
    monkeypatch.setenv(NAME, "https://academy.example/")
    assert env.address(NAME) == "https://academy.example"


@pytest.mark.parametrize(
    "value", ["academy.example", "ftp://academy.example", "https://academy.example/site", "https://"]
)
def test_address_refuses_what_is_none(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be an address"):
        env.address(NAME)
