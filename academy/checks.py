"""What is looked at before the site starts."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection
from django.utils.text import slugify

RESERVED = frozenset(
    {"join", "learn", "cohorts", "records", "certificates", "verify", "cms", "accounts"}
    | {"styleguide", "social", "static", "media", "documents", "-", "_util", "sw.js"}
)


@register(Tags.compatibility)
def demo_stays_at_home(app_configs, **kwargs):
    """Demo mode is for machines of one's own."""
    if settings.DEMO and urlsplit(settings.SITE_URL).hostname not in {"127.0.0.1", "::1", "localhost"}:
        return [
            Warning(
                "Demo mode is on while the site's address is not of this machine.",
                hint="Set RA_DEMO=0.",
                id="academy.W001",
            )
        ]
    return []


@register(Tags.database)
def no_page_takes_a_reserved_address(app_configs, databases=None, **kwargs):
    """A page directly below the front page must not hide one of our own addresses."""
    from wagtail.models import Page  # noqa: PLC0415 - the registry of models is not ready when checks are found

    if not databases or Page._meta.db_table not in connection.introspection.table_names():
        return []  # migrate looks too, before there is any table

    taken = Page.objects.filter(depth=3, slug__in=RESERVED).values_list("slug", flat=True)
    return [
        Error(f"A page takes the address /{slugify(slug) or slug}/, which the site needs.", id="academy.E001")
        for slug in taken
    ]
