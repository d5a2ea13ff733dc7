"""manage.py seed_catalogue: the front page, the pages of information and the starter courses.

Run again, it brings what is new in the files and leaves alone what an editor changed or deleted.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from wagtail.models import Page, Site

from courses.models import CourseIndexPage, CoursePage, EvidenceRecord, LessonPage, SeededContent
from courses.services.reviewing import attach_reviews
from courses.services.starter import blocks_of, retire, seed_course, seed_page
from courses.services.starter_blocks import rich
from courses.services.starter_lists import STARTER, lead_to_courses, read, seed_lists
from home.models import AccessibilityPage, HomePage, InfoPage

INFORMATION = ["about", "help", "privacy"]
STATEMENT = ("how_accessible", "enforcement", "improving", "how_tested")
COURSES = [
    "community-connector",
    "everyday-mediation",
    "reverse-mentoring",
    "every-touch-point",
    "train-the-trainer",
]


class Command(BaseCommand):
    """Brings the starter content in. Courses are drafts, published where demo mode is on or ``--publish`` is given."""

    help = "Brings in the front page and the starter courses, and never overwrites an editor's change."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether the courses go live at once."""
        parser.add_argument("--publish", action="store_true", default=settings.DEMO, help="Publish the courses too.")

    def handle(self, *args: Any, publish: bool, **options: Any) -> None:
        """Everything is there; nothing an editor did is lost."""
        resources = seed_lists()
        home = front_page()
        index = seed_page(
            path="site/courses",
            model=CourseIndexPage,
            parent=home,
            fields=read(STARTER / "site" / "courses.yaml"),
            publish=True,
        )
        if index is not None:
            for folder in COURSES:
                seed_course(folder=STARTER / folder, parent=index, publish=publish)
        lead_to_courses(resources)
        attach_reviews()
        for name in INFORMATION:
            fields = read(STARTER / "site" / f"{name}.yaml")
            fields["body"] = rich(fields["body"])
            seed_page(path=f"site/{name}", model=InfoPage, parent=home, fields=fields, publish=True)
        accessibility_statement(home)
        if options["verbosity"]:
            counts = {"courses": CoursePage.objects.count(), "lessons": LessonPage.objects.count()}
            self.stdout.write("The catalogue has {courses} course(s) and {lessons} lesson(s).".format(**counts))


def front_page() -> HomePage:
    """The front page, at the root of the default site, in the place of Wagtail's welcome page."""
    there = HomePage.objects.first()
    if there is not None and not SeededContent.objects.filter(path="site/home").exists():
        return there
    root = Page.objects.get(depth=1)
    fields = read(STARTER / "site" / "home.yaml") | {"slug": "front"}
    fields["steps"] = blocks_of(HomePage, "steps", fields["steps"], "site/home")
    fields["finding"] = EvidenceRecord.objects.get(code=fields["finding"])
    home = seed_page(path="site/home", model=HomePage, parent=root, fields=fields, publish=True)
    if there is not None:
        return HomePage.objects.get(pk=there.pk)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    address = urlsplit(settings.SITE_URL)
    site.hostname, site.port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    site.site_name, site.root_page = settings.SITE_NAME, home
    site.save()
    # Wagtail's welcome page has no content of anybody's; the site points elsewhere before it goes.
    for page in Page.objects.filter(depth=2).exact_type(Page):
        page.delete()
    return HomePage.objects.get(pk=home.pk)


def accessibility_statement(home: HomePage) -> None:
    """The statement below the front page, in the place of the plain page that an earlier release brought."""
    fields = read(STARTER / "site" / "accessibility.yaml")
    fields |= {name: rich(fields[name]) for name in STATEMENT}
    fields["faults"] = blocks_of(AccessibilityPage, "faults", fields["faults"], "site/accessibility-statement")
    retire(path="site/accessibility")
    home.refresh_from_db()
    path = "site/accessibility-statement"
    seed_page(path=path, model=AccessibilityPage, parent=home, fields=fields, publish=True)
