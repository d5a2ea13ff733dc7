"""Make many people with completions, for measurements."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from academy.demo.load import BATCH, TIMES, Load
from courses.models import Route
from people.models import Organisation, User


class Command(BaseCommand):
    """Deterministic and streaming: a batch of people is one transaction, and memory does not grow with the number."""

    help = "Make many people with three completed enrolments each. Never on a site with real people."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and which stream of chance."""
        parser.add_argument("--people", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, people: int, seed: int, **options: Any) -> None:
        """So many more people are there after this, numbered on from the last."""
        organisation = Organisation.objects.order_by("pk").first()
        route = Route.objects.open().filter(code="staff").select_related("course").order_by("pk").first()
        if organisation is None or route is None:
            raise CommandError("Run seed_catalogue and seed_demo first.")
        begun, made = time.monotonic(), 0
        start = User.objects.filter(email__endswith="@load.example").count()
        load = Load(organisation, route, seed + start)
        for first in range(start, start + people, BATCH):
            made += load.make(range(first, min(first + BATCH, start + people)))
        self.stdout.write(f"{people} people, {made} completions ({TIMES} each), {time.monotonic() - begun:.1f} s.")
