"""A page was published or taken down: ask for those part-way to be settled. Nothing else happens here."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from courses.models import LessonPage, ModulePage
from jobs.services import enqueue


@receiver(page_published, sender=ModulePage, dispatch_uid="learning.module_published")
@receiver(page_published, sender=LessonPage, dispatch_uid="learning.lesson_published")
def settle_after_publication(*, instance: Page, revision: Any, **_kwargs: Any) -> None:
    """One job for each publication, whichever road it took."""
    what = revision.pk if revision else f"moved-{instance.latest_revision_id}"
    _ask(instance, what)


@receiver(page_unpublished, sender=ModulePage, dispatch_uid="learning.module_unpublished")
@receiver(page_unpublished, sender=LessonPage, dispatch_uid="learning.lesson_unpublished")
def settle_after_unpublication(*, instance: Page, **_kwargs: Any) -> None:
    """A lesson taken down is no longer waited for."""
    _ask(instance, f"down-{instance.latest_revision_id}")


def _ask(page: Page, what: int | str) -> None:
    enqueue("learning.settle_course", key=f"settle:{page.pk}:{what}", page=page.pk, revision=what)
