import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.test.utils.form_data import querydict_from_html

from certificates.models import Certificate, CertificateDesign, DesignVersion
from certificates.models.design import MODES
from certificates.services import sample
from certificates.services.wording import version_of
from certificates.viewsets import status_of
from tests.certificates.test_media import picture_file
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_course, make_route
from tests.factories.people import make_organisation, make_person, make_second_factor

pytestmark = pytest.mark.django_db
WHOLE = {"name": "House", "layout": "a4-landscape", "ink": "#241B2B", "accent": "#7A1F4F"}
QUERIES_OF_THE_LIST = 15


def at(view, *args, **query):
    return reverse(f"wagtailsnippets_certificates_certificatedesign:{view}", args=args, query=query)


@pytest.fixture
def design():
    return CertificateDesign.objects.create(name="House", heading="Well done")


def pages(content):
    with pikepdf.open(io.BytesIO(content)) as file:
        return len(file.pages)


def text_of(response):
    return response.content.decode()


def test_the_list_says_who_each_is_for_whether_it_is_live_and_how_often_it_is_used(cms, design):
    route = make_route(make_course(title="Mediation"), name="For staff")
    CertificateDesign.objects.create(
        name="Theirs", organisation=make_organisation(name="Southmoor Trust"), route=route, live=False
    )
    make_certificate()
    page = text_of(cms.get(at("list")))
    for words in ("House", "Theirs", "Southmoor Trust", "Mediation: For staff"):
        assert words in page
    rows = {row.name: (row.uses, status_of(row)) for row in cms.get(at("list")).context["object_list"]}
    assert rows == {"House": (1, "Published"), "Theirs": (0, "Draft")}
    assert status_of(CertificateDesign(has_unpublished_changes=True)) == "Published, and a draft"


def test_the_list_is_found_under_course_content(cms, design):
    assert at("list") in text_of(cms.get(reverse("wagtailadmin_home")))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_questions_for_one_and_for_three(cms, rows, django_assert_num_queries):
    for number in range(rows):
        route = make_route(make_course())
        CertificateDesign.objects.create(name=f"Look {number}", organisation=make_organisation(), route=route)
    cms.get(at("list"))
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        cms.get(at("list"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "southmoor"}, ["Theirs"]),
        ({"live": "false"}, ["Theirs"]),
        ({"live": "true"}, ["House"]),
        ({"q": "x"}, []),
    ],
)
def test_designs_are_searched_and_filtered(cms, design, asked, found):
    organisation = make_organisation(name="Southmoor Trust")
    CertificateDesign.objects.create(name="Theirs", organisation=organisation, live=False)
    assert [row.name for row in cms.get(at("list", **asked)).context["object_list"]] == found


def test_designs_are_filtered_by_organisation_and_by_route(cms, design):
    theirs = CertificateDesign.objects.create(
        name="Theirs", organisation=make_organisation(), route=make_route(make_course())
    )
    for asked in ({"organisation": theirs.organisation_id}, {"route": theirs.route_id}):
        assert [row.name for row in cms.get(at("list", **asked)).context["object_list"]] == ["Theirs"]


def test_an_editor_saves_a_draft_and_publishes_it(cms):
    cms.post(at("add"), WHOLE | {"heading": "First"})
    design = CertificateDesign.objects.get()
    assert (design.live, DesignVersion.objects.count()) == (False, 0)
    cms.post(at("edit", design.pk), WHOLE | {"heading": "Second", "action-publish": "1"})
    design.refresh_from_db()
    assert (design.live, design.heading) == (True, "Second")
    assert DesignVersion.objects.get().data["heading"] == "Second"


def test_a_draft_of_a_live_design_changes_no_certificate(cms, design):
    version_of(design)
    cms.post(at("edit", design.pk), WHOLE | {"heading": "A draft"})
    design.refresh_from_db()
    assert (design.heading, design.get_latest_revision_as_object().heading) == ("Well done", "A draft")
    assert make_certificate().design_version.data["heading"] == "Well done"


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(cms, design):
    page = text_of(cms.post(at("edit", design.pk), WHOLE | {"ink": "#8A8A8A", "heading": "Still here"}))
    assert "This colour has a contrast of 3.4 to 1 on white. Words need 4.5 to 1." in page
    assert 'value="Still here"' in page


def test_the_form_says_that_issued_certificates_keep_their_look_and_what_it_shows_can_be_sent(cms, design):
    page = text_of(cms.get(at("edit", design.pk)))
    assert "Certificates already issued keep their look." in page
    assert "multipart/form-data" in page
    sent = querydict_from_html(page, form_id="w-editor-form")
    cms.post(at("edit", design.pk), sent | {"action-publish": "1"})
    assert CertificateDesign.objects.get().as_data() == design.as_data()


def test_a_logo_is_brought_and_stands_on_the_form_and_on_the_sheet(cms, design):
    logo = SimpleUploadedFile("logo.png", picture_file("PNG").getvalue())
    cms.post(at("edit", design.pk), WHOLE | {"logo_1": logo, "logo_1_alt": "Northbridge", "action-publish": "1"})
    assert "Take this logo out" in text_of(cms.get(at("edit", design.pk)))
    assert 'alt="Northbridge"' in text_of(cms.get(at("preview_on_edit", design.pk, mode="short")))


@pytest.mark.parametrize("mode", [mode for mode, _words in MODES])
def test_each_mode_opens_as_a_page_and_as_a_file_and_nothing_is_kept(cms, design, mode):
    page = cms.get(at("preview_on_edit", design.pk, mode=mode))
    assert "SAMPLE: this is not a certificate." in text_of(page)
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    file = cms.get(at("pdf", design.pk, mode=mode))
    assert (file.headers["Content-Type"], pages(file.content)) == ("application/pdf", 1)
    assert "no-store" in file.headers["Cache-Control"]
    assert (Certificate.objects.count(), DesignVersion.objects.count()) == (0, 0)


def test_the_preview_and_the_file_show_what_is_typed_before_it_is_saved(cms, design, monkeypatch):
    drawn = []
    kept = sample.pdf_of
    monkeypatch.setattr(sample, "pdf_of", lambda design, mode: drawn.append(design.heading) or kept(design, mode))
    answer = cms.post(at("preview_on_edit", design.pk), WHOLE | {"heading": "Typed", "logo_1_alt": "Still to come"})
    assert answer.json() == {"is_valid": True, "is_available": True}
    assert '<p class="heading">Typed</p>' in text_of(cms.get(at("preview_on_edit", design.pk, mode="short")))
    cms.get(at("pdf", design.pk))
    assert drawn == ["Typed"]
    assert CertificateDesign.objects.get().heading == "Well done"


def test_a_new_design_is_previewed_too_and_is_a_file_once_it_is_saved(cms):
    assert cms.post(at("preview_on_add"), WHOLE).json()["is_valid"] is True
    assert "SAMPLE" in text_of(cms.get(at("preview_on_add", mode="welsh")))
    assert "Save the design. Then you can open it as a PDF here." in text_of(cms.get(at("add")))


def test_the_links_beside_the_preview_are_one_for_each_mode(cms, design):
    page = text_of(cms.get(at("edit", design.pk)))
    assert [mode for mode, _words in MODES if f"{at('pdf', design.pk)}?mode={mode}" not in page] == []


def test_words_that_fit_on_no_page_are_said_to_be_too_long(cms, design):
    long = "Words that take room. " * 200
    route = make_route(make_course(), statement=long, certificate_title="T" * 150)
    design.route = route
    design.save()
    for view in ("preview_on_edit", "pdf"):
        page = text_of(cms.get(at(view, design.pk, mode="short")))
        assert "These words do not fit on one page. Make them shorter." in page


def test_what_could_not_be_saved_is_neither_shown_nor_a_file(cms, design, editor):
    cms.post(at("preview_on_edit", design.pk), WHOLE)
    typed = FormState.objects.get()
    typed.data = typed.data.replace("241B2B", "FFFFFF")
    typed.save()
    for view in ("preview_on_edit", "pdf"):
        assert "Preview not available" in text_of(cms.get(at(view, design.pk)))


@pytest.mark.parametrize("who", ["trainer", "hr", "officer"])
def test_others_have_neither_list_nor_form_nor_file(client, request, design, who):
    client.force_login(request.getfixturevalue(who))
    views = (at("list"), at("edit", design.pk), at("preview_on_edit", design.pk), at("pdf", design.pk))
    assert [client.get(view).status_code for view in views] == [403] * 4


def test_an_administrator_may_publish_too(client, administrator, design):
    client.force_login(administrator)
    client.post(at("edit", design.pk), WHOLE | {"heading": "Ours", "action-publish": "1"})
    assert CertificateDesign.objects.get().heading == "Ours"


def test_nobody_is_offered_to_delete_a_design_and_one_in_use_is_kept_in_words(client, editor, administrator, design):
    make_certificate()
    for person in (editor, administrator):
        client.force_login(person)
        assert at("delete", design.pk) not in text_of(client.get(at("edit", design.pk)))
        client.post(at("delete", design.pk))
    superuser = make_person(is_superuser=True)
    make_second_factor(superuser)
    client.force_login(superuser)
    page = text_of(client.post(at("delete", design.pk), follow=True))
    assert CertificateDesign.objects.count() == 1
    assert "Kept:" in page


def test_an_older_look_can_be_compared_and_opened_again(cms, design):
    for heading in ("First", "Second"):
        cms.post(at("edit", design.pk), WHOLE | {"heading": heading, "signatory_1_name": "Ana", **CHAIR})
    first, second = design.revisions.order_by("created_at")
    assert "Second" in text_of(cms.get(at("revisions_compare", design.pk, first.pk, second.pk)))
    assert 'value="First"' in text_of(cms.get(at("revisions_revert", design.pk, first.pk)))
    assert cms.get(at("history", design.pk)).status_code == 200
    assert cms.get(at("revisions_compare", 1, first.pk, second.pk)).status_code == 404


CHAIR = {"signatory_1_job_title": "Chair"}
