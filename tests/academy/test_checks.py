"""What is looked at before the site starts."""

import pytest
from django.urls import get_resolver
from wagtail.models import Page

from academy.checks import RESERVED, demo_stays_at_home, no_page_takes_a_reserved_address
from courses.models import CourseIndexPage
from tests.factories.courses import make_home


def test_every_first_part_of_our_addresses_is_reserved():
    first = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns}
    first |= {
        str(inner.pattern).split("/")[0]
        for outer in get_resolver().url_patterns
        for inner in getattr(outer, "url_patterns", [])
        if str(outer.pattern) == ""
    }
    slugs = {part for part in first if part and not set(part) & set(".^<")}
    assert slugs - RESERVED == {"courses"}  # where the catalogue stands: the view serves that very page


@pytest.mark.parametrize("slug", ["learn", "cms", "accounts"])
def test_a_page_that_hides_one_of_our_addresses_is_an_error(db, slug):
    page = make_home().add_child(instance=CourseIndexPage(title="Learn", slug="courses"))
    Page.objects.filter(pk=page.pk).update(slug=slug)
    found = no_page_takes_a_reserved_address(None, databases=["default"])
    assert [(error.id, error.msg) for error in found] == [
        ("academy.E001", f"A page takes the address /{slug}/, which the site needs.")
    ]


def test_the_same_slug_deeper_in_the_tree_hides_nothing(db):
    index = make_home().add_child(instance=CourseIndexPage(title="Courses", slug="courses"))
    index.add_child(instance=Page(title="Learn", slug="learn"))
    assert no_page_takes_a_reserved_address(None, databases=["default"]) == []


def test_without_a_database_no_page_is_looked_at():
    assert no_page_takes_a_reserved_address(None) == []


@pytest.mark.parametrize(
    ("demo", "site", "ids"),
    [
        (True, "https://academy.example.org", ["academy.W001"]),
        (True, "http://127.0.0.1.evil.example", ["academy.W001"]),
        (True, "http://127.0.0.1:8000", []),
        (True, "http://localhost:8000", []),
        (False, "https://academy.example.org", []),
    ],
)
def test_demo_mode_away_from_home_is_a_warning(settings, demo, site, ids):
    settings.DEMO, settings.SITE_URL = demo, site
    assert [warning.id for warning in demo_stays_at_home(None)] == ids
