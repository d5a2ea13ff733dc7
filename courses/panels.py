"""Read-only panels beside the form: the rule in words, and who is affected by a change."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from courses.registry import who_is_affected


class RulePanel(Panel):
    """The rule of a module or a route in words, as learners read it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/rule.html"

        def is_shown(self) -> bool:
            """There is a rule once there is a row."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The sentence."""
            return super().get_context_data(parent_context) | {"sentence": self.instance.rule_in_words}


class WhoIsAffectedPanel(Panel):
    """How many people are part-way and have completed, as the upper apps count them."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "who_is_affected"

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/who_is_affected.html"

        def is_shown(self) -> bool:
            """Nobody is affected by a page that does not exist yet."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The lines, or one that says that nobody is."""
            lines = who_is_affected(self.instance) or [_("Nobody has started this yet.")]
            return super().get_context_data(parent_context) | {"lines": lines}


class WeavePanel(Panel):
    """The weave as it was last saved, under the two fields that choose it."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "weave"

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/weave.html"

        def is_shown(self) -> bool:
            """There is a weave once there is a code."""
            return bool(self.instance.code) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """How many loops, in which colours."""
            return super().get_context_data(parent_context) | {"pattern": self.instance.pattern}
