import pytest
from django.core.exceptions import ValidationError

from courses.blocks.choosers import (
    DocumentBlock,
    PageBlock,
    PaperBlock,
    PictureBlock,
    ResourceBlock,
    RowBlock,
    choices_kept,
    kept_while_checking,
)
from courses.blocks.lesson import LessonBody
from tests.factories.courses import make_block, make_course, make_evidence, make_lesson, make_module, make_scale
from tests.factories.media import make_document, make_picture

pytestmark = pytest.mark.django_db


def made(block):
    """A row that this chooser may choose."""
    if isinstance(block, PageBlock):
        return make_lesson(make_module(make_course(modules=0)))
    if isinstance(block, RowBlock):
        return make_evidence()
    return make_document() if isinstance(block, DocumentBlock) else make_picture()


CHOOSERS = [
    PictureBlock(),
    PaperBlock(),
    RowBlock("courses.EvidenceRecord"),
    PageBlock(page_type="courses.LessonPage"),
]


@pytest.mark.parametrize("block", CHOOSERS, ids=lambda block: type(block).__name__)
def test_a_row_that_was_read_is_checked_without_another_look(block, django_assert_num_queries):
    row = made(block)
    with django_assert_num_queries(0):
        assert block.clean(row) is row
        with pytest.raises(ValidationError) as stopped:
            block.clean(None)
    assert stopped.value.messages == ["Please fill this in."]
    assert block.deconstruct()[0] == block.wagtails


def test_a_row_that_has_gone_is_none_and_is_asked_for():
    gone = RowBlock("courses.EvidenceRecord").bulk_to_python([404])
    assert gone == [None]
    assert ResourceBlock("courses.Resource").bulk_to_python([None, 404]) == [None, None]


def test_choices_are_kept_while_a_body_is_checked_and_no_longer():
    asked = []
    choices = kept_while_checking(lambda: [("a", str(asked.append(1)))])
    with choices_kept():
        assert choices() == choices()
        assert len(asked) == 1
    choices()
    assert len(asked) == 2
    with choices_kept():
        choices()
    assert len(asked) == 3


def test_a_code_that_nobody_keeps_is_refused():
    make_scale()
    block = LessonBody().child_blocks["confidence"]
    kept = make_block("confidence", {"items": "relational-five", "moment": "BEFORE"})
    assert block.clean(kept.value)["items"] == "relational-five"
    gone = make_block("confidence", {"items": "gone", "moment": "BEFORE"})
    with pytest.raises(ValidationError):
        block.clean(gone.value)


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_come_with_their_sizes_in_two_reads_however_many(count, django_assert_num_queries):
    pictures = [make_picture() for _number in range(count)]
    for picture in pictures:
        picture.get_rendition("width-600")
    with django_assert_num_queries(2):
        found = PictureBlock().bulk_to_python([None, *(picture.pk for picture in pictures)])
        sizes = [picture.get_rendition("width-600").width for picture in found[1:]]
    assert found == [None, *pictures]
    assert sizes == [60] * count
