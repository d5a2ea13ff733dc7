import pytest

from courses.approval import publish_approved
from tests.factories.courses import make_index
from tests.factories.reviews import put_under_review, submit

pytestmark = pytest.mark.django_db


def test_the_newest_draft_is_live_though_editors_may_not_publish_it_themselves(editor):
    index = put_under_review(make_index())
    state = submit(index, editor, introduction="Come.").workflow_state
    assert not index.permissions_for_user(editor).can_publish()
    publish_approved(state, user=editor)
    index.refresh_from_db()
    assert (index.introduction, index.live) == ("Come.", True)
