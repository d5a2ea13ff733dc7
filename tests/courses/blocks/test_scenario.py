import pytest
from django.core.exceptions import ValidationError

from tests.factories.courses import make_block
from tests.factories.media import make_picture

pytestmark = pytest.mark.django_db


def story(**scene):
    first = {"key": "B1", "text": "A man waits.", "choices": [{"text": "Ask", "next": "E"}]}
    ending = {"key": "E", "name": "His to take", "kind": "pass", "text": "He smiles.", "why": "One question."}
    value = {"title": "The stop", "setting": "", "start": "B1", "scenes": [first | scene], "endings": [ending]}
    return make_block("scenario", value)


def test_a_scene_shows_its_picture_with_words():
    block = story(image=make_picture().pk, alt="A bus stop.")
    assert block.block.clean(block.value)["title"] == "The stop"
    assert 'alt="A bus stop."' in block.render({})


def test_a_picture_without_words_stops_at_its_scene():
    block = story(image=make_picture().pk)
    with pytest.raises(ValidationError) as stopped:
        block.block.clean(block.value)
    beside = {"blockErrors": {"alt": {"messages": ["Say what the picture shows."]}}}
    assert stopped.value.as_json_data() == {"blockErrors": {"scenes": {"blockErrors": {0: beside}}}}
    assert block.block.clean_deferred(block.value)["start"] == "B1"
