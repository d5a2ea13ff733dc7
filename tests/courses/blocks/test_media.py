import re

import pytest
from django.core.exceptions import ValidationError

from courses.blocks.choosers import ResourceBlock
from courses.models import Resource
from tests.factories.courses import make_block, make_course
from tests.factories.media import make_document, make_picture

pytestmark = pytest.mark.django_db


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def said(block):
    try:
        block.block.clean(block.value)
    except ValidationError as stopped:
        return stopped.as_json_data()["blockErrors"]
    return {}


def film(**changed):
    value = {
        "title": "At the desk",
        "length": "About 2 minutes",
        "file": make_document("desk.mp4", b"x" * 4096).pk,
        "captions": make_document("desk.vtt", b"WEBVTT\n").pk,
        "transcript": "Two people at a desk.",
        "description": "not_needed",
    }
    return make_block("video", value | changed)


def test_a_film_has_controls_captions_its_weight_and_its_words():
    block = film(poster=make_picture().pk)
    shown = block.render({})
    assert said(block) == {}
    assert re.search(r'<video controls\s+preload="none"\s+src="([^"]+)"', shown)[1] == block.value["file"].url
    assert re.search(r'<track kind="captions"\s+src="([^"]+)"', shown)[1] == block.value["captions"].url
    assert re.search(r'poster="[^"]+width-1200[^"]*"', shown)
    assert re.findall(r"<summary>([^<]+)", shown) == ["Transcript"]
    assert "About 2 minutes · 4.0\xa0KB" in shown
    assert "autoplay" not in shown


def test_a_film_for_little_data_and_one_with_description_are_links_with_their_weight():
    light, described = make_document("desk.mp3", b"x" * 1024), make_document("desk-described.mp4", b"x" * 3072)
    block = film(light=light.pk, description="own_film", described=described.pk)
    links = re.findall(r'<a href="([^"]+)">([^<]+)<', block.render({}))
    assert links == [(light.url, "With little data"), (described.url, "With audio description")]
    assert "3.0\xa0KB" in block.render({})


def test_the_files_of_a_film_are_of_their_kinds():
    card = make_document("card.pdf").pk
    assert said(film(file=card, captions=card, description="own_film", described=card, light=card)) == {
        "file": {"messages": ["A film is an MP4."]},
        "captions": {"messages": ["Captions are a VTT file."]},
        "described": {"messages": ["A film is an MP4."]},
        "light": {"messages": ["For little data, choose an MP3 or an MP4."]},
    }


def test_recordings_and_papers_are_of_their_kinds_once_they_are_published():
    card, voice = make_document("card.pdf").pk, make_document("voice.mp3").pk
    wrong = make_block("audio", {"title": "The landing", "file": card, "transcript": "I was doing the light."})
    assert said(wrong) == {"file": {"messages": ["A recording is an MP3."]}}
    assert wrong.block.clean_deferred(wrong.value)["file"].pk == card
    sheet = {"title": "Card", "body": "<p>Listen.</p>", "files": [{"file": voice, "language": "English"}]}
    with pytest.raises(ValidationError) as stopped:
        block = make_block("handout", sheet)
        block.block.clean(block.value)
    assert "A paper is a PDF, DOCX, ODT or TXT file." in str(stopped.value.as_json_data())
    spoken = make_block("text", {"text": "<p>Ask.</p>", "audio": {"file": card, "transcript": ""}})
    assert "A recording is an MP3." in str(said(spoken))


def test_a_film_says_what_is_only_seen():
    assert said(film(description="")) == {
        "description": {"messages": ["Say whether the film needs audio description."]}
    }
    assert said(film(description="own_film")) == {
        "described": {"messages": ["Choose the film with audio description."]}
    }


def test_a_draft_of_a_film_may_wait_for_its_files():
    block = make_block("video", {"title": "At the desk"})
    assert block.block.clean_deferred(block.value)["file"] is None


def test_a_handout_is_read_on_the_page_and_its_files_say_language_kind_and_weight():
    file = make_document("card.pdf", b"x" * 1024)
    files = [{"file": file.pk, "language": "Cymraeg"}, {"file": file.pk, "language": "English", "is_easy_read": True}]
    block = make_block("handout", {"title": "Pocket card", "body": "<p>Listen.</p>", "files": files})
    assert said(block) == {}
    assert text_of(block.render({})) == (
        "To print or write down Pocket card Listen. Cymraeg : Pocket card PDF, 1.0 KB "
        "English, easy read : Pocket card PDF, 1.0 KB"
    )
    assert list(said(make_block("handout", {"title": "Card", "body": "", "files": files}))) == ["body"]


def test_a_link_takes_its_words_from_the_list_of_resources():
    kept = Resource.objects.create(title="What’s On", link="https://example.org/", why="Checked each week.")
    block = make_block("resource_link", {"resource": kept.pk})
    assert said(block) == {}
    assert text_of(block.render({})) == "Worth a look What’s On Checked each week."
    assert 'href="https://example.org/"' in block.render({})


def test_a_link_may_lead_to_a_page_of_the_site_while_that_is_published():
    course = make_course()
    kept = Resource.objects.create(title="More", page=course, why="If you liked this.")
    block = make_block("resource_link", {"resource": kept.pk})
    assert f'href="{course.url}"' in block.render({})
    course.unpublish()
    assert make_block("resource_link", {"resource": kept.pk}).render({}).strip() == ""


def test_a_link_that_leads_nowhere_is_not_shown_unless_a_local_word_says_where():
    later = Resource.objects.create(title="Later", why="It will come.")
    assert make_block("resource_link", {"resource": later.pk}).render({}).strip() == ""
    assert make_block("resource_link", {"title": "Later", "why": "Soon."}).render({}).strip() == ""
    advice = make_block("resource_link", {"title": "{advice}", "why": "Rent."})
    assert advice.render({}).strip() == ""
    said_here = advice.render({"words": {"advice": "Low Mill Advice, 01632 960 111"}})
    assert text_of(said_here) == "Worth a look Low Mill Advice, 01632 960 111 Rent."


@pytest.mark.parametrize("count", [1, 3])
def test_links_are_read_with_their_pages_at_once(count, django_assert_num_queries):
    course = make_course()
    keys = [Resource.objects.create(title=f"R{at}", page=course, why="Look.").pk for at in range(count)]
    with django_assert_num_queries(1):
        found = ResourceBlock("courses.Resource").bulk_to_python([None, *keys])
        assert [place.page.title for place in found[1:]] == [course.title] * count


def test_a_link_without_a_resource_has_words_of_its_own():
    assert said(make_block("resource_link", {"title": "What’s On", "why": "It is near."})) == {}
    assert said(make_block("resource_link", {})) == {
        "title": {"messages": ["Choose a resource, or write a title."]},
        "why": {"messages": ["Say why it is worth a look."]},
    }
