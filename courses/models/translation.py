"""A page in another language, and whether somebody who speaks it has cleared it."""

from django.db import models
from wagtail.models import Page


class Translation(models.Model):
    """One page that began as a copy in another language. Until it is cleared, the gates keep it from the public.

    Who cleared it stands in the page's history.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True  # it goes with its page

    class Meta:
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.page.title


def is_waiting(page: Page) -> bool:
    """Whether nobody has cleared this translation yet. A page that is none waits for nobody."""
    return page.pk is not None and Translation.objects.filter(page=page.pk, cleared_at=None).exists()
