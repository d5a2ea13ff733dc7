"""A course becomes one file, for another site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.models import CoursePage
from courses.services.transfer.export import export_course
from courses.services.transfer.file import Refused


class Command(BaseCommand):
    """export_course <code> <file>: docs/decisions/0030-courses-travel.md says what is in the file."""

    help = "Write a course with its modules, lessons, routes, lists and media into one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which course, where to, and whether drafts travel."""
        parser.add_argument("code", help="the code of the course")
        parser.add_argument("file", type=Path, help="where the file is written")
        parser.add_argument("--live", action="store_true", help="what people read now, without drafts")

    def handle(self, **options: Any) -> None:
        """The file is whole, or it is not there."""
        course = CoursePage.objects.filter(code=options["code"]).order_by("pk").first()
        if course is None:
            raise CommandError(f"There is no course with the code {options['code']}.")
        target: Path = options["file"]
        begun = target.with_name(f".{target.name}.part")
        try:
            with begun.open("wb") as file:
                export_course(course, file, live=options["live"])
            begun.replace(target)
        except (Refused, OSError) as refused:
            raise CommandError(str(refused)) from refused
        finally:
            begun.unlink(missing_ok=True)
        if options["verbosity"]:
            self.stdout.write(f"{course.code} is in {target}.")
