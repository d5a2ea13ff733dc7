import re

import pytest
from django.core.exceptions import ValidationError

from courses.blocks.base import FOOT
from courses.blocks.lesson import LessonBody
from tests.factories.courses import make_block, make_evidence
from tests.factories.media import make_document, make_picture

BODY = LessonBody()
CARRYING = sorted(set(BODY.child_blocks) - {"safety_panel", "new_screen"})


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def callout(**foot):
    return make_block("callout", {"kind": "try", "text": "<p>Ask.</p>"} | foot)


@pytest.mark.parametrize("name", CARRYING)
def test_every_block_carries_the_five_in_one_folded_group_at_its_foot(name):
    block = BODY.child_blocks[name]
    *own, foot = block.meta.form_layout.children
    assert foot.get_sorted_block_names() == list(FOOT)
    assert foot.classname == "collapsed"
    assert own
    assert not set(own) & set(FOOT)


def test_a_block_without_them_renders_as_it_always_did():
    assert text_of(callout().render({})) == "Try Ask."
    assert "details" not in callout().render({})


@pytest.mark.django_db
def test_sources_stand_in_a_fold_with_their_caution():
    record = make_evidence(code="FR1", sentence="A fall was seen.", link="https://example.org/study")
    shown = callout(sources=[record.pk]).render({})
    assert text_of(shown) == (
        "Try Ask. Where this comes from A fall was seen. 2013 to 2017; looking back at records. "
        "Many things changed there at once. Source FR1"
    )
    assert '<a href="https://example.org/study">' in shown


@pytest.mark.django_db
def test_listen_says_its_weight_and_loads_nothing_before_it_is_asked():
    recording = make_document("ask.mp3", b"x" * 2048)
    shown = callout(audio={"file": recording.pk, "transcript": "Ask at {hub}."}).render({"words": {"hub": "Low Mill"}})
    assert 'preload="none"' in shown
    assert f'src="{recording.url}"' in shown
    assert text_of(shown) == "Try Ask. Listen 2.0\xa0KB Ask at Low Mill.".replace("\xa0", " ")


@pytest.mark.django_db
def test_easy_words_stand_in_a_fold_with_their_picture():
    picture = make_picture()
    shown = callout(easy_read={"text": "Ask.\nOne question.", "image": picture.pk, "alt": "Two people."}).render({})
    assert re.findall(r"<summary>(.*?)</summary>", shown) == ["Easy read"]
    assert 'alt="Two people."' in shown
    assert text_of(shown) == "Try Ask. Easy read Ask. One question."


def test_paper_shows_other_words_or_nothing():
    other = callout(print_as={"how": "other", "text": "Ask at {hub}."}).render({"words": {"hub": "Low Mill"}})
    assert re.findall(r'<p class="print-only"[^>]*>(.*?)</p>', other) == ["Ask at Low Mill."]
    assert '<div class="screen-only">' in other
    left_out = callout(print_as={"how": "leave_out", "text": "Not this."}).render({})
    assert "print-only" not in left_out
    assert text_of(left_out) == "Try Ask."
    assert '<div class="screen-only">' in left_out


@pytest.mark.django_db
def test_a_trainers_note_is_never_shown_and_never_found():
    block = callout(trainer_note="Leave a silence.", sources=[make_evidence().pk])
    assert "silence" not in block.render({})
    found = [str(words) for words in block.block.get_searchable_content(block.value)]
    assert list(filter(None, found)) == ["Try", "Ask."]


def test_other_words_for_paper_are_asked_for_on_publishing_alone():
    block = callout(print_as={"how": "other", "text": ""})
    with pytest.raises(ValidationError) as stopped:
        block.block.clean(block.value)
    assert stopped.value.as_json_data() == {
        "blockErrors": {"print_as": {"blockErrors": {"text": {"messages": ["Write the words for paper."]}}}}
    }
    assert block.block.clean_deferred(block.value)["print_as"]["how"] == "other"
