"""What a changed rule means for people who have completed: chosen with the draft, kept with its edition."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.edition import Edition
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
        editions = Edition.objects.filter(page=self.pk).order_by("-number")
        last = editions.values_list("revision__content", flat=True).first()
        return last is not None and asked(last) != asked(own | dict(values or {}))
