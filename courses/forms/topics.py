"""Merging a topic into another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Topic


class MergeTopicForm(forms.Form):
    """Which topic stays."""

    into = forms.ModelChoiceField(
        queryset=Topic.objects.none(),
        label=_("The topic that stays"),
        error_messages={"required": _("Choose the topic that stays.")},
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Topic.objects.exclude(pk=topic.pk)
