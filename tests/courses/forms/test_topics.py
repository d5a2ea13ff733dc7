import pytest

from courses.forms.topics import MergeTopicForm
from courses.models import Topic

pytestmark = pytest.mark.django_db


def test_a_topic_is_merged_into_another_never_into_itself():
    calm, quiet = (Topic.objects.create(name=name, slug=name) for name in ("calm", "quiet"))
    assert list(MergeTopicForm(topic=calm).fields["into"].queryset) == [quiet]
    assert MergeTopicForm({"into": calm.pk}, topic=calm).is_valid() is False
    assert MergeTopicForm({}, topic=calm).errors == {"into": ["Choose the topic that stays."]}
