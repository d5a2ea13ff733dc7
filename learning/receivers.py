"""A page was published or taken down: ask by job for those part-way to be settled, and for people to be told."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from courses.models import Edition, LessonPage, ModulePage
from jobs.services import enqueue
from learning.services.news import ask_to_tell


@receiver(page_published, sender=ModulePage, dispatch_uid="learning.module_published")
@receiver(page_published, sender=LessonPage, dispatch_uid="learning.lesson_published")
def settle_after_publication(*, instance: Page, revision: Any, **_kwargs: Any) -> None:
    """One job for each publication, whichever road it took."""
    what = revision.pk if revision else f"moved-{instance.latest_revision_id}"
    _ask(instance, what)


@receiver(page_published, sender=LessonPage, dispatch_uid="learning.lesson_is_new")
def tell_after_publication(*, instance: LessonPage, **_kwargs: Any) -> None:
    """Whether the lesson is new to anybody is found out when the job runs."""
    ask_to_tell(lesson=instance)


@receiver(page_published, sender=ModulePage, dispatch_uid="learning.rule_changed")
@receiver(page_published, sender=LessonPage, dispatch_uid="learning.lesson_changed")
def ask_after_publication(*, instance: ModulePage | LessonPage, revision: Any, **_kwargs: Any) -> None:
    """The edition says whether a refresh is asked for; it may be numbered after this receiver, so the job looks."""
    if revision is not None and instance.live and instance.effect == Edition.Effect.ASK_REFRESH:
        enqueue("learning.ask_refresh", key=f"refresh:{revision.pk}", revision=revision.pk)


@receiver(page_unpublished, sender=ModulePage, dispatch_uid="learning.module_unpublished")
@receiver(page_unpublished, sender=LessonPage, dispatch_uid="learning.lesson_unpublished")
def settle_after_unpublication(*, instance: Page, **_kwargs: Any) -> None:
    """A lesson taken down is no longer waited for."""
    _ask(instance, f"down-{instance.latest_revision_id}")


def _ask(page: Page, what: int | str) -> None:
    enqueue("learning.settle_course", key=f"settle:{page.pk}:{what}", page=page.pk, revision=what)
