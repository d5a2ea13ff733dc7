"""The form of a design: its fields and its checks. What is typed is printed so; what could not be read is refused."""

import math
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from certificates import media
from certificates.models import CertificateDesign
from certificates.models.design import MOST_LOGOS, MOST_SIGNATORIES
from certificates.services.designs import keep_picture, picture
from certificates.services.sheet import LINES_NEED, PAPER, WORDS_NEED
from courses.gates import SLOTS
from courses.media.kinds import Refused
from courses.models import Route
from courses.models.course import SIZE_CHOICES, SIZES
from press.colours import HEX, contrast

LONGEST_SIGNATORY = 80
LONGEST_ALT = 150
SIGNATORIES = range(1, MOST_SIGNATORIES + 1)
LOGOS = range(1, MOST_LOGOS + 1)
BRACES = re.compile(r"\{([a-z_]*)\}|[{}]")
TEXTS = ("heading", "lead_in", "small_print", "partner_name")


class LogoInput(forms.ClearableFileInput):
    """A file, and above it the logo that is there now with a box to take it out."""

    template_name = "certificates/cms/logo_input.html"
    clear_checkbox_label: Any = _("Take this logo out")
    kept = ""  # the digest of the logo that is there

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The logo that is there now, small."""
        now = media.small(picture(self.kept)) if self.kept else ""
        return super().get_context(name, None, attrs) | {"now": now}


class LogoField(forms.FileField):
    """A picture that becomes our own PNG, or a sentence beside the field."""

    widget = LogoInput
    default_error_messages = {
        "empty": _("This file is empty. Look whether it opens on your device, then try again."),
        "contradiction": _("Bring another logo or take this one out, not both."),
    }

    def to_python(self, data: Any) -> Any:
        """The bytes to keep."""
        brought = super().to_python(data)
        if brought is None:
            return None
        try:
            return media.logo(brought, name=brought.name, size=brought.size)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from refused


def _text(label: Any, most: int, words: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=words)


def _name(label: Any) -> forms.CharField:
    return _text(label, LONGEST_SIGNATORY, _("As it is printed under a line. Example: Ana Keast."))


def _job_title(label: Any) -> forms.CharField:
    return _text(label, LONGEST_SIGNATORY, _("It stands after the name. Example: Head of learning."))


def _logo(label: Any) -> LogoField:
    words = _("A PNG or a JPEG, at most 10 MB. Example: the mark of your council, wide and not tall.")
    return LogoField(label=label, required=False, help_text=words)


def _alt(label: Any) -> forms.CharField:
    return _text(label, LONGEST_ALT, _("Read out to those who do not see it. Example: Northbridge Council."))


class DesignForm(WagtailAdminModelForm):
    """What an editor may say about how certificates look, and what is wrong with it.

    Some is shown in another shape than it is kept: the weave as one choice, names and logos as fields.
    """

    may_miss_files = False  # a preview is asked without them

    weave = forms.TypedChoiceField(
        label=_("Weave"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("The weave of each course")), *SIZE_CHOICES],
        help_text=_("How many loops stand and lie across the top. Example: 2 standing, 3 lying."),
    )
    signatory_1_name, signatory_1_job_title = _name(_("First name")), _job_title(_("First job title"))
    signatory_2_name, signatory_2_job_title = _name(_("Second name")), _job_title(_("Second job title"))
    logo_1, logo_1_alt = _logo(_("First logo")), _alt(_("Words for the first logo"))
    logo_2, logo_2_alt = _logo(_("Second logo")), _alt(_("Words for the second logo"))
    logo_3, logo_3_alt = _logo(_("Third logo")), _alt(_("Words for the third logo"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        design = self.instance
        if design.weave_standing:
            self.initial["weave"] = 1 + SIZES.index((design.weave_standing, design.weave_lying))
        for number, signed in zip(SIGNATORIES, design.signatories, strict=False):
            self.initial[f"signatory_{number}_name"] = signed["name"]
            self.initial[f"signatory_{number}_job_title"] = signed["job_title"]
        for number, logo in zip(LOGOS, design.logos, strict=False):
            self.initial[f"logo_{number}_alt"] = logo["alt"]
            self.fields[f"logo_{number}"].widget.kept = logo["sha256"]
        self.fields["route"].queryset = Route.objects.select_related("course")

    def clean_ink(self) -> str:
        """Words have to be read."""
        return self._strong("ink", WORDS_NEED, _("Words need %(needed)s. Choose a darker colour."))

    def clean_accent(self) -> str:
        """Lines have to be seen."""
        return self._strong("accent", LINES_NEED, _("Lines need %(needed)s. Choose a darker colour."))

    def _strong(self, name: str, needed: float, words: Any) -> str:
        colour: str = self.cleaned_data[name]
        if not HEX.fullmatch(colour):
            return colour  # the design itself says what a colour looks like
        found = contrast(colour, PAPER)
        if found >= needed:
            return colour
        measured = gettext("This colour has a contrast of %(found)s to 1 on white.")
        numbers = {"found": f"{math.floor(found * 10) / 10:.1f}", "needed": gettext("%s to 1") % f"{needed:g}"}
        raise ValidationError(f"{measured} {words}" % numbers, code="weak")

    def clean(self) -> dict[str, Any]:
        """Words that can be printed, a whole weave, whole signatories, logos that say what they are."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_braces(cleaned)
        if cleaned.get("weave") and not cleaned.get("weave_colours") and "weave_colours" not in self.errors:
            self.add_error("weave_colours", gettext("Choose the colours of this weave."))
        if cleaned.get("weave_colours") and not cleaned.get("weave") and "weave" not in self.errors:
            self.add_error("weave", gettext("Choose the size of this weave, or leave its colours out."))
        for number in SIGNATORIES:
            self._check_signatory(cleaned, f"signatory_{number}_name", f"signatory_{number}_job_title")
        for number in LOGOS:
            self._check_logo(cleaned, number)
        return cleaned

    def _refuse_braces(self, cleaned: dict[str, Any]) -> None:
        names = [name for name in cleaned if name in TEXTS or name.startswith("signatory_") or name.endswith("_alt")]
        for name in names:
            found = BRACES.search(cleaned[name] or "")
            if found and found[1] in SLOTS:
                words = gettext("“%(word)s” is filled in what the route says, and not here. Leave it out.")
                self.add_error(name, words % {"word": found[0]})
            elif found:
                words = gettext("“%(word)s” would be printed as it stands. Leave out the signs { and }.")
                self.add_error(name, words % {"word": found[0]})

    def _check_signatory(self, cleaned: dict[str, Any], name: str, job_title: str) -> None:
        if cleaned.get(job_title) and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, gettext("Type the name that goes with this job title."))
        if cleaned.get(name) and not cleaned.get(job_title) and job_title not in self.errors:
            self.add_error(job_title, gettext("Type the job title that goes with this name."))

    def _check_logo(self, cleaned: dict[str, Any], number: int) -> None:
        name, alt = f"logo_{number}", f"logo_{number}_alt"
        if name in self.errors or cleaned.get(name) is False:
            return
        is_there = bool(cleaned.get(name) or self._kept(number))
        if is_there and not cleaned.get(alt) and alt not in self.errors:
            self.add_error(alt, gettext("Say whose logo this is."))
        if cleaned.get(alt) and not is_there and not self.may_miss_files:
            self.add_error(name, gettext("Choose the picture that these words are for."))

    def _kept(self, number: int) -> str:
        """The digest of the logo that stood in this place when the form was drawn."""
        return str(self.fields[f"logo_{number}"].widget.kept)

    def _post_clean(self) -> None:
        """The design has what was typed before it is asked whether it is whole."""
        cleaned, design = self.cleaned_data, self.instance
        if "weave" in cleaned:
            standing, lying = SIZES[cleaned["weave"] - 1] if cleaned["weave"] else (None, None)
            design.weave_standing, design.weave_lying = standing, lying
        design.signatories = list(self._signatories())
        super()._post_clean()

    def save(self, commit: bool = True) -> CertificateDesign:
        """New logos are kept; the design names them."""
        self.instance.logos = list(self._logos())
        design: CertificateDesign = super().save(commit)
        return design

    def _signatories(self) -> Iterator[dict[str, str]]:
        for number in SIGNATORIES:
            name, job_title = (self.cleaned_data.get(f"signatory_{number}_{part}") for part in ("name", "job_title"))
            if name and job_title:
                yield {"name": name, "job_title": job_title}

    def _logos(self) -> Iterator[dict[str, str]]:
        for number in LOGOS:
            brought = self.cleaned_data[f"logo_{number}"]
            sha256 = keep_picture(brought) if brought else self._kept(number)
            if sha256 and brought is not False:
                yield {"sha256": sha256, "alt": self.cleaned_data[f"logo_{number}_alt"]}
