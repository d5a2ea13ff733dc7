"""Make the demonstration: two organisations, a person of each kind, cohorts finished and running."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from academy.demo.cohorts import make_cohort
from academy.demo.pairings import make_pairing
from academy.demo.people import make_organisation, make_person, make_staff_roles

FACTS = Path(__file__).resolve().parent.parent.parent / "demo" / "demo.yaml"


class Command(BaseCommand):
    """Idempotent: what is there already is found and left as it is."""

    help = "Make the invented organisations, people and cohorts of the demonstration. Only in demo mode."

    def handle(self, *args: Any, **options: Any) -> None:
        """The demonstration is there after this, whatever was there before."""
        if not settings.DEMO:
            raise CommandError("Demo people have a well-known password. Set RA_DEMO=1 on a machine of your own.")
        facts = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
        make_staff_roles(facts["staff_roles"])
        organisations, people = {}, {}
        for host, about in facts["organisations"].items():
            organisations[host] = make_organisation(host, about)
            people[host] = {
                name: make_person(organisations[host], host, name, person, facts["password"])
                for name, person in about["people"].items()
            }
        for cohort in facts["cohorts"]:
            host = cohort["organisation"]
            make_cohort(cohort, organisations[host], people[host])
        south = people["southmoor"]
        make_pairing(organisations["southmoor"], south["resident"], south["learner"], south["trainer"])
        self.stdout.write(f"{sum(map(len, people.values()))} people, {len(facts['cohorts'])} cohorts.")
