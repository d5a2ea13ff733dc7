"""Addresses carry a UUID as 22 letters and digits."""

import uuid

import pytest
from django.urls import Resolver404, resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from academy.converters import LENGTH, LETTERS, KeyConverter, from_key, to_key

KEYS = st.text(alphabet=LETTERS, min_size=LENGTH, max_size=LENGTH)


@given(value=st.uuids())
def test_every_uuid_comes_back_from_its_22_letters(value):
    assert len(to_key(value)) == LENGTH
    assert set(to_key(value)) <= set(LETTERS)
    assert from_key(to_key(value)) == value


@given(key=KEYS)
def test_no_two_keys_name_the_same_uuid(key):
    try:
        named = from_key(key)
    except ValueError:
        return  # too large for a UUID: it names nothing
    assert to_key(named) == key


@given(text=st.text(max_size=30).filter(lambda text: len(text) != LENGTH or set(text) - set(LETTERS)))
def test_anything_else_names_nothing(text):
    with pytest.raises(ValueError, match=r"substring|nothing"):
        from_key(text)


def test_the_smallest_and_the_largest_uuid_keep_their_length():
    assert to_key(uuid.UUID(int=0)) == "1" * LENGTH
    assert from_key(to_key(uuid.UUID(int=2**128 - 1))) == uuid.UUID(int=2**128 - 1)
    with pytest.raises(ValueError, match="nothing"):
        from_key("z" * LENGTH)


def test_an_address_is_made_from_a_uuid_or_its_text():
    value = uuid.uuid4()
    assert KeyConverter().to_url(value) == KeyConverter().to_url(str(value)) == to_key(value)
    address = reverse("learning:course", args=[value])
    assert address == f"/learn/{to_key(value)}/"
    assert resolve(address).kwargs == {"enrolment": value}


@pytest.mark.parametrize("key", ["z" * LENGTH, "1" * 21, "1" * 23, "0" * LENGTH, str(uuid.UUID(int=7))])
def test_letters_that_name_nothing_are_no_address(key):
    with pytest.raises(Resolver404):
        resolve(f"/certificates/{key}.pdf")
