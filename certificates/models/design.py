"""How certificates look. A design is data: no HTML, no CSS, no template code."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from certificates.registry import shown
from courses.models import Route
from people.models import Organisation
from press.colours import HEX

IS_COLOUR = RegexValidator(f"^{HEX.pattern}$", _("Type a colour like #7A1F4F."))
MOST_SIGNATORIES, MOST_LOGOS = 2, 3
MODES = [
    ("short", _("Short name")),
    ("long", _("A name of 60 letters")),
    ("welsh", _("Welsh")),
    ("arabic", _("Arabic name")),
    ("grey", _("Without colour")),
    ("large", _("Large print")),
]
PREVIEW_SIZES = [{"name": "sheet", "icon": "desktop", "device_width": 1200, "label": _("The whole sheet")}]
ONE_IS_THERE = {
    "route": _("This route has a design already. Change that one."),
    "both": _("This organisation has a design for this route already. Change that one."),
    "organisation": _("This organisation has a design already. Change that one."),
    "all": _("There is a design for everybody already. Change it, or choose an organisation or a route."),
}


class CertificateDesign(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """One look, for one route, one organisation or everybody. Certificates point at its versions, never at it."""

    class Layout(models.TextChoices):
        """The sheets that we have templates for."""

        WIDE = "a4-landscape", _("A4, wide")
        LARGE = "large-print", _("A4, tall, in large print")

    class Colours(models.TextChoices):
        """The sets of colours a weave may have: the standing loops first."""

        DAMSON = "damson", _("Damson, with hedge, honey and tarn")
        HEDGE = "hedge", _("Hedge, with damson and honey")
        TARN = "tarn", _("Tarn, with honey and hedge")
        HONEY = "honey", _("Honey, with tarn and damson")
        PLAIN = "plain", _("All damson")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Empty: for every organisation that has none of its own."),
    )
    route = models.ForeignKey(
        Route, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("route")
    )
    layout = models.CharField(_("sheet"), max_length=20, choices=Layout.choices, default=Layout.WIDE)
    ink = models.CharField(_("colour of the words"), max_length=7, default="#241B2B", validators=[IS_COLOUR])
    accent = models.CharField(_("colour of the lines"), max_length=7, default="#7A1F4F", validators=[IS_COLOUR])
    weave_standing = models.PositiveSmallIntegerField(
        _("weave: standing loops"), null=True, blank=True, help_text=_("Empty: the course's own weave.")
    )
    weave_lying = models.PositiveSmallIntegerField(_("weave: lying loops"), null=True, blank=True)
    weave_colours = models.CharField(_("weave: colours"), max_length=10, choices=Colours.choices, blank=True)
    heading = models.CharField(_("heading"), max_length=60, blank=True, help_text=_("Empty: Certificate."))
    lead_in = models.CharField(
        _("before the name"), max_length=80, blank=True, help_text=_("Empty: This certificate is given to.")
    )
    small_print = models.CharField(_("small print"), max_length=300, blank=True)
    partner_name = models.CharField(_("partner"), max_length=150, blank=True)
    signatories = models.JSONField(
        _("signed by"), default=list, blank=True, help_text=_("Up to two: a name and a job title.")
    )
    # For each: the sha256 of its picture, and alt, the words for those who do not see it.
    logos = models.JSONField(_("logos"), default=list, db_default=models.Value([], models.JSONField()), blank=True)

    preview_modes = MODES
    preview_sizes = PREVIEW_SIZES

    class Meta:
        ordering = ["name"]
        default_permissions = ("add", "change", "view")
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        constraints = [
            models.UniqueConstraint(
                fields=["route"],
                condition=Q(route__isnull=False, organisation__isnull=True),
                name="design_one_per_route",
                violation_error_message=ONE_IS_THERE["route"],
            ),
            models.UniqueConstraint(
                fields=["organisation", "route"],
                condition=Q(route__isnull=False, organisation__isnull=False),
                name="design_one_per_route_and_organisation",
                violation_error_message=ONE_IS_THERE["both"],
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(route__isnull=True, organisation__isnull=False),
                name="design_one_default_per_organisation",
                violation_error_message=ONE_IS_THERE["organisation"],
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(route__isnull=True, organisation__isnull=True),
                name="design_one_default_for_all",
                violation_error_message=ONE_IS_THERE["all"],
            ),
            models.CheckConstraint(
                condition=Q(weave_standing__range=(1, 4), weave_lying__range=(1, 3)) & ~Q(weave_colours="")
                | Q(weave_standing__isnull=True, weave_lying__isnull=True, weave_colours=""),
                name="design_weave_is_of_twelve_or_the_courses",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_data(self) -> dict[str, object]:
        """What a version freezes: everything that is printed, nothing about drafts."""
        logos = {"logos": self.logos} if self.logos else {}  # looks from before there were logos keep their digest
        return logos | {
            "layout": self.layout,
            "ink": self.ink,
            "accent": self.accent,
            "weave": [self.weave_standing, self.weave_lying, self.weave_colours] if self.weave_standing else None,
            "heading": self.heading,
            "lead_in": self.lead_in,
            "small_print": self.small_print,
            "partner_name": self.partner_name,
            "signatories": self.signatories,
        }

    def clean(self) -> None:
        """No more names and logos than the sheet has room for, by whatever road they came."""
        if len(self.signatories) > MOST_SIGNATORIES:
            raise ValidationError(_("A certificate is signed by two people at most. Take one out."))
        if len(self.logos) > MOST_LOGOS:
            raise ValidationError(_("A certificate has three logos at most. Take one out."))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """A sample in this mode. Nothing is kept."""
        return shown(self, request, mode_name)


class DesignAsset(models.Model):
    """A picture that designs print: an sRGB PNG, kept once. Insert only, for versions name it by its digest.

    What it shows is said by the design that prints it, because the same logo may need other words elsewhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("picture of designs")
        verbose_name_plural = _("pictures of designs")

    def __str__(self) -> str:
        return self.sha256[:12]


class DesignVersion(models.Model):
    """One look as it was when it was used. Insert only: certificates already issued keep their look."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    design = models.ForeignKey(CertificateDesign, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["design", "number"]
        default_permissions = ("view",)
        verbose_name = _("version of a design")
        verbose_name_plural = _("versions of designs")
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="design_version_number_once"),
            models.UniqueConstraint(fields=["design", "digest"], name="design_version_digest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.design}, {self.number}"
