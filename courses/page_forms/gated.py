"""What the forms of all pages share: codes and addresses, and the gates asked before anything is published."""

from collections.abc import Iterable
from itertools import chain, count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import (
    ListBlock,
    ListBlockValidationError,
    StreamBlock,
    StreamBlockValidationError,
    StructBlock,
    StructBlockValidationError,
)
from wagtail.models import Page

from courses import gates


class CodedForm(WagtailAdminModelForm):
    """A form whose code may be left empty: it is made from the name, so that a new draft saves at once."""

    code_from = "title"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False

    def clean_code(self) -> str:
        """The code that was typed, or one made from the name."""
        name = str(self.data.get(self.add_prefix(self.code_from), ""))
        return self.cleaned_data["code"] or slugify(name)[:30].strip("-") or gettext("new")


class GatedForm(CodedForm, WagtailAdminPageForm):
    """A page form that refuses to publish with a list of what to put right. Each kind of page says what that is."""

    found: list[gates.Problem] | None = None  # what stopped a publication just now; None: nobody asked

    def problems(self, cleaned: dict[str, Any]) -> list[gates.Problem]:
        """What stops a publication with these values: nothing, unless the kind of page says so."""
        return []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # a title of emoji alone gives the browser none

    def clean_slug(self) -> str:
        """The address that was typed, if no page beside this one has it; else one made from the title."""
        typed = str(self.cleaned_data["slug"])
        slug = typed or slugify(str(self.data.get(self.add_prefix("title"), "")), allow_unicode=True) or gettext("new")
        beside = Page.objects.child_of(self.parent_page) if self.parent_page else Page.objects.none()
        taken = set(beside.exclude(pk=self.instance.pk).values_list("slug", flat=True))
        free = next(name for name in chain([slug], (f"{slug}-{at}" for at in count(2))) if name not in taken)
        if typed and typed != free:
            words = gettext("Another page here has the address “%(slug)s”. Write another one. Example: %(free)s.")
            raise ValidationError(words % {"slug": slug, "free": free})
        return free

    def clean(self) -> dict[str, Any]:
        """Strict only on publish and submit: saving a draft never asks."""
        cleaned = super().clean()
        self._keep_code(cleaned)
        if not self.is_deferred_validation:
            self.found = [*self.problems(cleaned), *self.instance.language_problems()]
            say_beside_fields(self, self.found)
        return cleaned

    def _keep_code(self, cleaned: dict[str, Any]) -> None:
        """Codes are promises: certificates, exports and addresses carry them."""
        page = self.instance
        if "code" not in cleaned or not page.pk or page.first_published_at is None:
            return
        kept = type(page).objects.filter(pk=page.pk).values_list("code", flat=True).first()
        if cleaned["code"] != kept:
            self.add_error("code", gettext("This code has been published, so it stays “%(code)s”.") % {"code": kept})


def say_beside_fields(form: forms.ModelForm, problems: Iterable[gates.Problem]) -> None:
    """Each problem stands beside its field, inside a block where it is in one; the others stand above the form.

    A field that says already why it cannot be kept says nothing more.
    """
    silent = set(form.errors)
    in_blocks: dict[str, list[gates.Problem]] = {}
    for problem in problems:
        if problem.field in silent:
            continue
        if problem.path:
            in_blocks.setdefault(problem.field, []).append(problem)
        else:
            form.add_error(problem.field if problem.field in form.fields else None, problem.words)
    for name, inside in in_blocks.items():
        stream: Any = form.fields[name]
        told = [(problem.path, problem.words) for problem in inside]
        form.add_error(name, _error_in(stream.block, form.cleaned_data[name], told))


def _error_in(block: Any, value: Any, told: list[tuple[tuple[str | int, ...], str]]) -> ValidationError:
    """The words as Wagtail wants them: one error a block, with those of the blocks inside it."""
    here = [words for path, words in told if not path]
    deeper: dict[Any, list[tuple[tuple[str | int, ...], str]]] = {}
    for path, words in told:
        if path:
            deeper.setdefault(path[0], []).append((path[1:], words))
    inside = {step: _error_in(*_child(block, value, step), rest) for step, rest in deeper.items()}
    for kind, error in _ERRORS.items():
        if isinstance(block, kind):
            return error(block_errors=inside, non_block_errors=[ValidationError(words) for words in here])
    return ValidationError(here)


_ERRORS: dict[type, Any] = {
    StreamBlock: StreamBlockValidationError,
    ListBlock: ListBlockValidationError,
    StructBlock: StructBlockValidationError,
}


def _child(block: Any, value: Any, step: str | int) -> tuple[Any, Any]:
    if isinstance(block, StreamBlock):
        return value[step].block, value[step].value
    if isinstance(block, ListBlock):
        return block.child_block, value[step]
    return block.child_blocks[step], value[step]
