"""What follows a publication, by whichever road it came: button, approval, schedule or bulk."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.services import record_edition

OURS = (CourseIndexPage, CoursePage, ModulePage, LessonPage)


@receiver(page_published, dispatch_uid="courses.record_edition")
def give_it_a_number(sender: type[Page], instance: Page, revision: Revision | None, **_rest: Any) -> None:
    """Each publication of our pages is an edition, which completions rest on."""
    if isinstance(instance, OURS) and revision is not None:
        record_edition(page=instance, revision=revision)
