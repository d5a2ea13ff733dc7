"""What the starter catalogue brought, so that it never overwrites an editor's work."""

from django.db import models
from wagtail.models import Revision


class SeededContent(models.Model):
    """One thing seed_catalogue made, by the path of its file.

    The revision is the last one it wrote: where the page's latest revision is another, an editor has changed it, and
    where there is none any more, somebody has deleted the page; in both cases the seed leaves it alone.
    """

    path = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["path"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.path
