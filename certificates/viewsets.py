"""/cms/: how certificates look. A list, a form, a preview beside it, and the same sample as a file."""

from typing import Any

from django.db.models import QuerySet
from django.forms import RadioSelect, Select, TextInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    PreviewOnCreateView,
    PreviewOnEditView,
    RevisionsCompareView,
    SnippetViewSet,
)

from certificates.forms.design import LOGOS, SIGNATORIES, DesignForm
from certificates.models import CertificateDesign
from certificates.models.design import MODES
from certificates.pdf import TooLong
from certificates.registry import shows
from certificates.services import sample
from certificates.services.designs import with_uses
from courses.models import Route
from courses.viewsets import LISTS_OF_OTHERS
from people.models import Organisation
from people.services.sent_forms import read_key

COLOUR_INPUT = {"maxlength": 7, "spellcheck": "false", "autocomplete": "off"}


def _colour(name: str, words: Any) -> FieldPanel:
    return FieldPanel(name, widget=TextInput(COLOUR_INPUT), help_text=words)


PANELS = [
    HelpPanel(template="certificates/cms/kept.html"),
    FieldPanel("name", help_text=_("What editors know it by. Example: Northbridge, wide.")),
    MultiFieldPanel(
        [
            FieldPanel(
                "organisation",
                help_text=_("Empty: for all that have no design of their own. Example: Northbridge Council."),
            ),
            FieldPanel(
                "route",
                widget=Select,
                help_text=_("Empty: for all that have no design of their own. Example: Everyday Mediation: Staff."),
            ),
        ],
        heading=_("Who it is for"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("layout", widget=RadioSelect, help_text=_("The paper it is made for. Example: A4, wide.")),
            _colour("ink", _("A dark colour, at least 4.5 to 1 on white. Example: #241B2B.")),
            _colour("accent", _("For lines, at least 3 to 1. From 4.5 to 1 the name has it too. Example: #7A1F4F.")),
            FieldPanel("weave"),
            FieldPanel("weave_colours", help_text=_("Empty with the weave of each course. Example: All damson.")),
        ],
        heading=_("Look"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("heading", help_text=_("Over the course, 60 letters at most. Example: Certificate.")),
            FieldPanel("lead_in", help_text=_("Before the name. Example: This certificate is given to.")),
            FieldPanel(
                "small_print",
                help_text=_("At the foot, 300 letters at most. Example: Ask us for this in another form."),
            ),
            FieldPanel("partner_name", help_text=_("Who issues it with you. Example: Southmoor Trust.")),
        ],
        heading=_("Words"),
    ),
    MultiFieldPanel(
        [FieldPanel(f"signatory_{number}_{part}") for number in SIGNATORIES for part in ("name", "job_title")],
        heading=_("Signed by"),
    ),
    MultiFieldPanel(
        [FieldPanel(f"logo_{number}{part}") for number in LOGOS for part in ("", "_alt")],
        heading=_("Logos"),
    ),
]


def status_of(design: CertificateDesign) -> str:
    """Whether it is in use, in a word. Wagtail's own would ask for each row whether a date is set."""
    if not design.live:
        return gettext("Draft")
    return gettext("Published, and a draft") if design.has_unpublished_changes else gettext("Published")


class DesignFilters(WagtailFilterSet):
    """What somebody looks for among designs."""

    organisation = ModelChoiceFilter(label=_("Organisation"), queryset=Organisation.objects.all())
    route = ModelChoiceFilter(label=_("Route"), queryset=Route.objects.select_related("course"))
    live = ChoiceFilter(
        label=_("Status"), choices=[("true", _("Published")), ("false", _("Draft"))], method="by_status"
    )

    def by_status(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Only those in use, or only drafts."""
        return queryset.filter(live=value == "true")

    class Meta:
        model = CertificateDesign
        fields = ["organisation", "route", "live"]


class DesignIndexView(IndexView):
    """Each design, who it is for, and how many certificates carry it."""

    default_ordering = "name"

    def get_base_queryset(self) -> QuerySet:
        """Each row with ``uses``."""
        return with_uses(super().get_base_queryset())


class SheetPanel(PreviewSidePanel):
    """Wagtail's preview, and beside it the way to the same sheet as a file."""

    template_name = "certificates/cms/preview.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """One link for each mode, once the design has been saved."""
        kept = not self.object._state.adding
        address = reverse(DesignViewSet().get_url_name("pdf"), args=[self.object.pk]) if kept else ""
        files = [(f"{address}?mode={mode}", words) for mode, words in MODES] if kept else []
        return super().get_context_data(parent_context) | {"files": files}


class WithSheet:
    """A form with our panel in the place of Wagtail's preview."""

    def get_side_panels(self) -> Any:
        """Wagtail's own, one of them changed."""
        panels: Any = super().get_side_panels()  # type: ignore[misc]
        for place, panel in enumerate(panels):
            if type(panel) is PreviewSidePanel:
                panels[place] = SheetPanel(panel.object, panel.request, preview_url=panel.preview_url)
        return panels


class AddDesignView(WithSheet, CreateView):
    """A new design."""


class EditDesignView(WithSheet, EditView):
    """A design that is there."""


class WithoutFiles:
    """Wagtail's preview is asked without the files that somebody has chosen: they are seen once they are saved."""

    def get_form(self, query_dict: Any) -> DesignForm:
        """A form that does not miss them."""
        form: DesignForm = super().get_form(query_dict)  # type: ignore[misc]
        form.may_miss_files = True
        return form


class PreviewNewView(WithoutFiles, PreviewOnCreateView):
    """What is typed into an empty form."""


class PreviewView(WithoutFiles, PreviewOnEditView):
    """What is typed, before it is saved; the newest draft where nobody types."""

    def newest(self) -> CertificateDesign | None:
        """The design as it is typed now; nothing where that could not be saved."""
        typed = self._get_form_state()
        if typed is None:
            return self.object
        form = self.get_form(self._get_form_data(typed))
        return form.save(commit=False) if self.validate_form(form) else None

    @method_decorator(xframe_options_sameorigin)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The sheet in the mode of the address."""
        design = self.newest()
        if design is None:
            return self.error_response()
        mode = request.GET.get("mode", design.default_preview_mode)
        return design.make_preview_request(request, mode, self.get_extra_request_attrs())


class PdfView(PreviewView):
    """The same sheet as a file, for those who may change the design. It is made, sent and forgotten."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the preview shows now."""
        design = self.newest()
        if design is None:
            return self.error_response()
        try:
            content = sample.pdf_of(design, request.GET.get("mode", ""))
        except TooLong:
            return too_long(request)
        headers = {
            "Content-Disposition": 'inline; filename="sample.pdf"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(content, content_type="application/pdf", headers=headers)


class CompareView(RevisionsCompareView):
    """Two drafts side by side. Wagtail's address takes any word for a key, and then looks for it among our UUIDs."""

    def setup(self, request: HttpRequest, pk: str, *args: Any, **kwargs: Any) -> None:
        """No such key, no such page."""
        if read_key(pk) is None:
            raise Http404
        super().setup(request, pk, *args, **kwargs)


@shows
def show(design: CertificateDesign, request: HttpRequest, mode: str) -> HttpResponse:
    """The preview of a design as a page."""
    try:
        return HttpResponse(sample.page_of(design, mode))
    except TooLong:
        return too_long(request)


def too_long(request: HttpRequest) -> HttpResponse:
    """What is said where no setting is tight enough."""
    return render(request, "certificates/cms/too_long.html")


class DesignViewSet(SnippetViewSet):
    """How certificates look: drafts, publishing and history as with routes."""

    model = CertificateDesign
    icon = "doc-full-inverse"
    menu_label = _("Certificate designs")
    menu_order = 11
    menu_hook = LISTS_OF_OTHERS
    edit_handler = ObjectList(PANELS, base_form_class=DesignForm)
    index_view_class = DesignIndexView
    add_view_class = AddDesignView
    edit_view_class = EditDesignView
    preview_on_add_view_class = PreviewNewView
    preview_on_edit_view_class = PreviewView
    revisions_compare_view_class = CompareView
    list_display = [
        "name",
        Column("organisation", label=_("Organisation"), accessor=lambda design: design.organisation or _("All")),
        Column("route", label=_("Route"), accessor=lambda design: design.route or _("All")),
        StatusTagColumn(
            "status", label=_("Status"), sort_key="live", accessor=status_of, primary=lambda design: design.live
        ),
        Column("uses", label=_("Certificates"), sort_key="uses"),
    ]
    filterset_class = DesignFilters
    list_per_page = 50
    search_fields = ["name", "organisation__name", "route__name", "route__course__title"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[URLPattern]:
        """One address more: the sample as a file."""
        pdf = self.construct_view(PdfView, form_class=self.get_form_class(for_update=True))
        return [*super().get_urlpatterns(), path(f"pdf/<{self.pk_path_converter}:pk>/", pdf, name="pdf")]

    def register_chooser_viewset(self) -> None:
        """Nothing chooses a design, so there is no chooser."""
