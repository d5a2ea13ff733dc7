"""What the starter catalogue brought, so that it never overwrites an editor's work."""

from django.db import models
from wagtail.models import Revision

NO_STARTERS = ("import/", "copy/", "review/")


class SeededContentQuerySet(models.QuerySet):
    """Named reads of what was brought."""

    def starters(self) -> "SeededContentQuerySet":
        """What came from the starter catalogue; not what was imported, copied or only marked."""
        others = models.Q()
        for beginning in NO_STARTERS:
            others |= models.Q(path__startswith=beginning)
        return self.exclude(others)


class SeededContent(models.Model):
    """One thing the house brought, by the path of its file: a starter, an import, a copy.

    The revision is the last one it wrote: where the page's latest revision is another, an editor has changed it, and
    where there is none any more, somebody has deleted the page; in both cases the seed leaves it alone.
    """

    path = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SeededContentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["path"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.path
