import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from certificates.models import CertificateDesign, DesignAsset
from certificates.viewsets import DesignViewSet
from tests.certificates.test_media import SVG, head_of, picture_file
from tests.factories.courses import make_course, make_route
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
DesignForm = DesignViewSet().get_form_class()
WHOLE = {"name": "House", "layout": "a4-landscape", "ink": "#241B2B", "accent": "#7A1F4F"}
SIGNED = {
    "signatory_1_name": "Ana Keast",
    "signatory_1_job_title": "Head of learning",
    "signatory_2_name": "Tom Brown",
    "signatory_2_job_title": "Chair",
}


def form_of(files=None, instance=None, **typed):
    """The form as it comes back from a browser."""
    return DesignForm(WHOLE | typed, files or {}, instance=instance or CertificateDesign())


def errors_of(files=None, instance=None, **typed):
    """What stands beside each field."""
    return {name: list(words) for name, words in form_of(files, instance, **typed).errors.items()}


def file(content=None, name="logo.png"):
    return SimpleUploadedFile(name, content or picture_file("PNG").getvalue())


def saved(files=None, instance=None, **typed):
    form = form_of(files, instance, **typed)
    assert form.is_valid(), form.errors
    return form.save()


def test_a_whole_design_is_kept_as_it_was_typed():
    design = saved(heading="<b>Well</b> done", weave="6", weave_colours="tarn", **SIGNED)
    assert (design.heading, design.weave_standing, design.weave_lying) == ("<b>Well</b> done", 2, 3)
    assert design.signatories == [
        {"name": "Ana Keast", "job_title": "Head of learning"},
        {"name": "Tom Brown", "job_title": "Chair"},
    ]


def test_the_form_shows_again_what_was_kept():
    design = saved(weave="6", weave_colours="tarn", **SIGNED)
    form = DesignForm(instance=design)
    assert {name: form[name].value() for name in SIGNED} == SIGNED
    assert form["weave"].value() == 6


@pytest.mark.parametrize(
    ("field", "colour", "words"),
    [
        ("ink", "#8A8A8A", "This colour has a contrast of 3.4 to 1 on white. Words need 4.5 to 1. Choose a darker"),
        ("accent", "#F2B134", "This colour has a contrast of 1.8 to 1 on white. Lines need 3 to 1. Choose a darker"),
        ("accent", "#959595", "This colour has a contrast of 2.9 to 1 on white."),
    ],
)
def test_a_weak_colour_is_refused_with_its_contrast(field, colour, words):
    assert [found.startswith(words) for found in errors_of(**{field: colour})[field]] == [True]


def test_a_line_may_be_weaker_than_a_word_and_a_colour_is_a_colour():
    assert errors_of(accent="#8A8A8A") == {}
    assert errors_of(ink="damson") == {"ink": ["Type a colour like #7A1F4F."]}


@pytest.mark.parametrize("field", ["heading", "lead_in", "small_print", "partner_name", "signatory_1_name"])
@pytest.mark.parametrize("typed", ["{{7*7}}", "{% load x %}", "{name}", "a } b"])
def test_a_brace_is_refused(field, typed):
    (words,) = errors_of(**(SIGNED | {field: typed}))[field]
    assert words.endswith("would be printed as it stands. Leave out the signs { and }.")


def test_a_slot_of_the_route_is_refused_with_the_way_to_it():
    assert errors_of(small_print="Given on {date}.") == {
        "small_print": ["“{date}” is filled in what the route says, and not here. Leave it out."]
    }


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"weave": "6"}, "weave_colours", "Choose the colours of this weave."),
        ({"weave_colours": "tarn"}, "weave", "Choose the size of this weave, or leave its colours out."),
        ({"signatory_1_name": "Ana"}, "signatory_1_job_title", "Type the job title that goes with this name."),
        ({"signatory_2_job_title": "Chair"}, "signatory_2_name", "Type the name that goes with this job title."),
        ({"logo_1_alt": "Council"}, "logo_1", "Choose the picture that these words are for."),
    ],
)
def test_half_of_something_is_refused(typed, field, words):
    assert errors_of(**typed) == {field: [words]}


@pytest.mark.parametrize(("field", "most"), [("heading", 60), ("lead_in", 80), ("small_print", 300)])
def test_words_have_a_limit(field, most):
    assert errors_of(**{field: "x" * most}) == {}
    assert field in errors_of(**{field: "x" * (most + 1)})


def test_a_second_design_for_the_same_is_refused_in_words():
    organisation, route = make_organisation(), make_route(make_course())
    for who in ({}, {"organisation": organisation.pk}, {"route": route.pk}):
        saved(**who)
    saved(organisation=organisation.pk, route=route.pk)
    assert [
        errors_of(**who)["__all__"]
        for who in (
            {},
            {"organisation": organisation.pk},
            {"route": route.pk},
            {"organisation": organisation.pk, "route": route.pk},
        )
    ] == [
        ["There is a design for everybody already. Change it, or choose an organisation or a route."],
        ["This organisation has a design already. Change that one."],
        ["This route has a design already. Change that one."],
        ["This organisation has a design for this route already. Change that one."],
    ]


def test_a_logo_is_kept_once_with_the_words_of_each_design():
    one = saved({"logo_1": file()}, logo_1_alt="Council")
    other = saved({"logo_1": file()}, organisation=make_organisation().pk, logo_1_alt="The council’s mark")
    assert DesignAsset.objects.count() == 1
    assert [design.logos[0]["alt"] for design in (one, other)] == ["Council", "The council’s mark"]
    assert one.logos[0]["sha256"] == other.logos[0]["sha256"]


def test_a_logo_stays_is_changed_and_goes():
    design = saved({"logo_1": file(), "logo_3": file(picture_file("PNG", shade="blue").getvalue())}, **ALTS)
    first, third = design.logos
    assert saved(instance=design, logo_1_alt="One", logo_2_alt="Two").logos == [
        first | {"alt": "One"},
        third | {"alt": "Two"},
    ]
    changed = saved({"logo_1": file(picture_file("PNG", shade="green").getvalue())}, design, **TWO_ALTS).logos
    assert changed[0]["sha256"] not in (first["sha256"], third["sha256"])
    gone = saved(instance=design, **{"logo_1-clear": "on"}, **TWO_ALTS).logos
    assert [logo["sha256"] for logo in gone] == [third["sha256"]]


ALTS = {"logo_1_alt": "First", "logo_3_alt": "Third"}
TWO_ALTS = {"logo_1_alt": "First", "logo_2_alt": "Third"}


def test_a_logo_says_whose_it_is_and_shows_what_is_there():
    assert errors_of({"logo_1": file()}) == {"logo_1_alt": ["Say whose logo this is."]}
    design = saved({"logo_1": file()}, logo_1_alt="Council")
    drawn = str(DesignForm(instance=design)["logo_1"])
    assert "data:image/png;base64," in drawn
    assert "Take this logo out" in drawn
    assert "Take this logo out" not in str(DesignForm(instance=design)["logo_2"])


def test_both_at_once_is_refused():
    design = saved({"logo_1": file()}, logo_1_alt="Council")
    both = errors_of({"logo_1": file()}, design, logo_1_alt="Council", **{"logo_1-clear": "on"})
    assert both == {"logo_1": ["Bring another logo or take this one out, not both."]}


@pytest.mark.parametrize(
    ("brought", "words"),
    [
        ((SVG, "logo.svg"), "A logo is a PNG or a JPEG."),
        ((SVG, "logo.png"), "The name ends in .png, but the file is something else."),
        ((head_of(20_000, 20_000).getvalue(), "logo.png"), "This picture has more than 40 million pixels."),
        ((b"", "logo.png"), "This file is empty."),
    ],
    ids=["svg", "svg called png", "400 megapixels", "empty"],
)
def test_what_is_no_logo_is_refused_beside_its_field(brought, words):
    content, name = brought
    found = errors_of({"logo_1": SimpleUploadedFile(name, content)}, logo_1_alt="Council")
    assert [each.startswith(words) for each in found["logo_1"]] == [True]
    assert DesignAsset.objects.count() == 0
