"""Lists that a course leans on: those rows that it uses travel with it. What is there already stays as it is."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from courses.advice import office_words
from courses.glossary import Finder
from courses.models import (
    Audience,
    ConfidenceScale,
    Criterion,
    EvidenceRecord,
    GlossaryTerm,
    JargonWord,
    Resource,
    Rubric,
    ScaleRow,
    Topic,
)
from courses.services.transfer.file import Refused
from people.models import StaffRole

# The name of a list in the file, whose rows they are, and by what a row is known.
LISTS: dict[str, tuple[type[Model], str]] = {
    "evidence": (EvidenceRecord, "code"),
    "audiences": (Audience, "code"),
    "topics": (Topic, "name"),
    "staff-roles": (StaffRole, "code"),
    "rubrics": (Rubric, "code"),
    "confidence-scales": (ConfidenceScale, "code"),
    "glossary": (GlossaryTerm, "term"),
    "jargon": (JargonWord, "word"),
    "resources": (Resource, "title"),
}
INSIDE: dict[type[Model], tuple[str, type[Model]]] = {
    Rubric: ("criteria", Criterion),
    ConfidenceScale: ("rows", ScaleRow),
}
# How long records of a job are kept, whether it is still done, which page of a site a resource means and whether its
# link answered is for each place to say.
STAYS = {"id", "retention_class", "active", "sort_order", "rubric", "scale", "page", "no_answer_on"}
LOCAL_WORDS = "local-words"


def _columns(model: type[Model], key: str = "") -> list[Any]:
    return [field for field in model._meta.local_fields if field.name not in STAYS and field.name != key]


def say(rows: Mapping[type[Model], Mapping[str, Any]]) -> dict[str, Any]:
    """The rows of each list by their names, in the order of the alphabet."""
    return {
        name: {known: _say_row(used[known], model, key) for known in sorted(used)}
        for name, (model, key) in LISTS.items()
        if (used := rows.get(model))
    }


def _say_row(row: Any, model: type[Model], key: str) -> dict[str, Any]:
    said = {field.name: field.value_from_object(row) for field in _columns(model, key)}
    said = {name: value for name, value in said.items() if value not in ("", None)}
    if model in INSIDE:
        name, inner = INSIDE[model]
        said[name] = [_say_row(child, inner, "") for child in getattr(row, name).all()]
    return said


def mentioned(text: str, language: str) -> dict[type[Model], dict[str, Any]]:
    """The glossary terms of this language and the words to avoid that stand in this text."""
    terms = {row.pk: row for row in GlossaryTerm.objects.filter(language=language)}
    explained = Finder(row.as_term() for row in terms.values()).found_in(text)
    jargon = {row.word: row for row in JargonWord.objects.all()}
    return {
        GlossaryTerm: {row.term: row for key, row in terms.items() if key in explained},
        JargonWord: {word: jargon[word] for word in office_words(text, jargon)},
    }


def bring(lists: Mapping[str, Any]) -> tuple[dict[type[Model], dict[str, Any]], list[str], list[str]]:
    """The keys of all rows by their names, the names of those that are new, and of those that read otherwise here.

    Raises Refused for a list or a row that this site does not know. The caller holds the transaction.
    """
    brought = _Brought()
    for name, told in lists.items():
        if name == LOCAL_WORDS:
            continue
        if name not in LISTS or not isinstance(told, dict):
            brought.problems.append(_("There is no list “%(name)s” here.") % {"name": name})
            continue
        for known, said in told.items():
            brought.row(name, known, said)
    if brought.problems:
        raise Refused(*brought.problems)
    return brought.keys, brought.new, brought.other


class _Brought:
    """What came in so far."""

    def __init__(self) -> None:
        self.keys: dict[type[Model], dict[str, Any]] = {}
        self.new, self.other, self.problems = list[str](), list[str](), list[str]()

    def row(self, name: str, known: str, said: Any) -> None:
        model, key = LISTS[name]
        words = f"{model._meta.verbose_name}: {known}"
        try:
            row = model._default_manager.filter(**{key: known} | _language_of(model, said)).first()
            if row is None:
                row = _make(model, key, known, said)
                self.new.append(words)
            elif _say_row(row, model, key) != said:
                self.other.append(words)
        except ValidationError as fault:
            self.problems += [f"{name}/{known}: {problem}" for problem in fault.messages]
        except (TypeError, ValueError, AttributeError):
            self.problems.append(_("%(part)s cannot be read.") % {"part": f"{name}/{known}"})
        else:
            self.keys.setdefault(model, {})[known] = row.pk


def _language_of(model: type[Model], said: Any) -> dict[str, str]:
    """A word may stand in the glossary of two languages."""
    return {"language": said.get("language") or settings.LANGUAGE_CODE} if model is GlossaryTerm else {}


def _make(model: type[Model], key: str, known: str, said: dict[str, Any]) -> Any:
    fields = dict(said)
    name, inner = INSIDE.get(model, ("", None))
    children = [_new(inner, child, sort_order=at) for at, child in enumerate(fields.pop(name, []))] if inner else []
    row = _new(model, fields, **{key: known})
    if inner:
        getattr(row, name).set(children)
    row.full_clean(exclude={"slug"} if not getattr(row, "slug", "x") else None)
    row.save()
    return row


def _new(model: type[Model], said: Mapping[str, Any], **more: Any) -> Any:
    if unknown := set(said) - {field.name for field in _columns(model)}:
        words = _("There is no field “%(names)s” here.")
        raise ValidationError(words % {"names": ", ".join(sorted(map(str, unknown)))})
    return model(**said, **more)
