"""A course comes in from another site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.services.transfer.importing import import_course
from courses.services.transfer.writing import How


class Command(BaseCommand):
    """import_course <file>: all of it, or nothing and the list of what is not right."""

    help = "Bring in a course from a file that export_course wrote. What an editor changed here stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, under which code, and how bold to be."""
        parser.add_argument("file", type=Path, help="the course file")
        parser.add_argument("--as", dest="code", default="", help="bring it in as a course of its own, with this code")
        parser.add_argument("--publish", action="store_true", help="publish it, if it passes the gates")
        parser.add_argument("--over", action="store_true", help="write over what was changed or deleted here")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")

    def handle(self, **options: Any) -> None:
        """The course is here, or nothing has changed and every reason is said."""
        how = How(code=options["code"], publish=options["publish"], over=options["over"])
        try:
            with options["file"].open("rb") as file:
                outcome = import_course(file, how=how, dry_run=options["dry_run"])
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        if outcome.problems:
            raise CommandError("\n".join(["Nothing was changed:", *outcome.problems]))
        for name in ("new", "changed", "kept", "notes"):
            for words in getattr(outcome, name):
                self.stdout.write(f"{name}: {words}")
        self.stdout.write(f"same: {len(outcome.same)}")
