"""The lists that starter courses are written with: what is there already stays as an editor left it."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Model

from courses.models import (
    Audience,
    ConfidenceScale,
    Criterion,
    EvidenceRecord,
    GlossaryTerm,
    JargonWord,
    Rubric,
    ScaleRow,
    Topic,
)
from people.models import StaffRole

STARTER = Path(__file__).resolve().parent.parent / "starter"


def read(path: Path) -> Any:
    """One file of the starter content."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# A file of {code: fields}, or of names or fields in a list: whose rows they are, and by what a row is known.
LISTS: tuple[tuple[str, type[Model], str], ...] = (
    ("evidence", EvidenceRecord, "code"),
    ("topics", Topic, "name"),
    ("audiences", Audience, "code"),
    ("staff-roles", StaffRole, "code"),
    ("glossary", GlossaryTerm, "term"),
    ("jargon", JargonWord, "word"),
)


def seed_lists() -> None:
    """Evidence, topics, audiences, staff roles, words, rubrics and scales are there, each once."""
    with transaction.atomic():
        for name, model, key in LISTS:
            for entry in _entries(read(STARTER / f"{name}.yaml"), key):
                model._default_manager.get_or_create(**{key: entry[key]}, defaults=entry)
        for code, fields in read(STARTER / "rubrics.yaml").items():
            _seed_rubric(code, fields)
        for code, fields in read(STARTER / "confidence-scales.yaml").items():
            _seed_scale(code, fields)


def _entries(told: dict[str, dict[str, Any]] | list[Any], key: str) -> list[dict[str, Any]]:
    if isinstance(told, dict):
        return [{key: name} | fields for name, fields in told.items()]
    return [entry if isinstance(entry, dict) else {key: entry} for entry in told]


def _seed_rubric(code: str, fields: dict[str, Any]) -> None:
    criteria = fields.pop("criteria")
    rubric, made = Rubric.objects.get_or_create(code=code, defaults=fields)
    if made:
        Criterion.objects.bulk_create(
            Criterion(rubric=rubric, sort_order=at, **criterion) for at, criterion in enumerate(criteria)
        )


def _seed_scale(code: str, fields: dict[str, Any]) -> None:
    rows = fields.pop("rows")
    scale, made = ConfidenceScale.objects.get_or_create(code=code, defaults=fields)
    if made:
        ScaleRow.objects.bulk_create(
            ScaleRow(scale=scale, key=key, text=text, sort_order=at) for at, (key, text) in enumerate(rows.items())
        )
