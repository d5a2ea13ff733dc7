import re

import pytest
from django.urls import reverse

from courses import registry
from tests.factories.courses import make_course, make_lesson, make_module, make_route

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    course = make_course(modules=0)
    module = make_module(course)
    return [course, module, make_lesson(module)]


def test_a_small_phone_is_320_pixels_wide_and_comes_first(pages):
    for page in pages:
        widths = {size["name"]: size["device_width"] for size in page.preview_sizes}
        assert widths == {"mobile": 320, "tablet": 768, "desktop": 1280}
        assert page.default_preview_size == "mobile"


def test_the_form_offers_the_sizes_and_the_modes(client, editor, pages):
    client.force_login(editor)
    make_route(pages[0], name="Staff")
    visitor, route = "As visitors see it", "By route: Staff"
    for_learners = ["With answers and notes", "Easy read", "Printed", "Large print"]
    told = [[visitor, route], [visitor, route], ["As a learner", route, *for_learners]]
    for page, modes in zip(pages, told, strict=True):
        form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert 'data-device-width="320"' in form
        (offered,) = re.findall(r'(?s)<select id="id_preview_mode".*?</select>', form)
        assert re.findall(r"<option[^>]*>\s*(.*?)\s*</option>", offered) == modes


def test_without_anybody_to_show_it_otherwise_the_public_page_is_shown(client, editor, pages, monkeypatch):
    monkeypatch.setattr(registry, "_players", [])
    client.force_login(editor)
    for page in pages:
        shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": page.preview_modes[0][0]})
        assert page.title in shown.content.decode()
        assert "Where you are" in shown.content.decode()  # the trail of the public page


def test_the_modes_are_asked_for_once_however_often_a_form_needs_them(pages, monkeypatch):
    asked = []
    monkeypatch.setattr(registry, "_modes", [lambda page: asked.append(page) or [("x", "X")]])
    course = pages[0]
    assert (course.preview_modes, course.preview_modes) == (course.preview_modes,) * 2
    assert asked == [course]
