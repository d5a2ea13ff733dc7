"""A many-to-many field whose choices count as uses."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField


class CountedManyToManyField(ParentalManyToManyField):
    """Choices of this field stand in Wagtail's reference index, which knows foreign keys and blocks alone."""

    def extract_references(self, value: list[Model]) -> Iterator[tuple[type[Model], str, str, str]]:
        """What Wagtail asks of a field: of which model, which row, and two paths to it."""
        for chosen in value:
            yield type(chosen), str(chosen.pk), "item", str(chosen.pk)

    def deconstruct(self) -> Any:
        """As its parent: how uses are counted is nothing to a database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs
