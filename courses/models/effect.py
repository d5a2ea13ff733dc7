"""What a changed rule means for people who have completed: chosen with the draft, kept with its edition."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.edition import Edition
from courses.models.rule import CompletedBy
from courses.rules import RULE_FIELDS, asked


def effect_field() -> models.CharField:
    """What the next edition means, if it asks something else than the one before."""
    return models.CharField(
        _("what the changed rule means"),
        max_length=11,
        choices=Edition.Effect.choices,
        default=Edition.Effect.FROM_NOW_ON,
        db_default=Edition.Effect.FROM_NOW_ON,
    )


class ChangesRule:
    """Part of a kind of page whose rule may change under people who have completed it."""

    pk: Any
    effect: Any

    def changes_rule(self, values: Mapping[str, Any] | None = None) -> bool:
        """Whether these values, or else its own, ask something else than its last edition. A first edition does not."""
        own = {name: getattr(self, f"{name}_id" if name == "rubric" else name) for name in RULE_FIELDS}
        last = self.last_edition()
        return last is not None and asked(last) != asked(own | dict(values or {}))

    def last_edition(self) -> Mapping[str, Any] | None:
        """What its last edition says; None before the first."""
        editions = Edition.objects.filter(page=self.pk).order_by("-number")
        return editions.values_list("revision__content", flat=True).first()


class ChangesModule(ChangesRule):
    """Part of a lesson: whether its module waits for it may change under people who have the module complete.

    The choice belongs to a draft and to its edition, never to the page that people read: it stands in the content of
    the draft, without a column.
    """

    effect: Any = Edition.Effect.FROM_NOW_ON
    required: Any

    def changes_rule(self, values: Mapping[str, Any] | None = None, module: Any = None) -> bool:
        """Whether this lesson became required, or stopped being so, in a module completed by lessons."""
        required = (values or {}).get("required", self.required)
        if bool((self.last_edition() or {}).get("required")) == bool(required):
            return False
        page: Any = self
        return (module or page.get_parent().specific).completed_by == CompletedBy.LESSONS

    def serializable_data(self) -> dict[str, Any]:
        """What a draft keeps: the fields, and the choice."""
        page: Any = super()
        return page.serializable_data() | {"effect": str(self.effect)}

    @classmethod
    def from_serializable_data(cls, data: Mapping[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The page as a draft has it, with the choice. Drafts from before there was one say nothing."""
        kind: Any = super()
        page = kind.from_serializable_data(data, *args, **kwargs)
        if page is not None:
            page.effect = data.get("effect", Edition.Effect.FROM_NOW_ON)
        return page
