"""The lists that starter courses are written with: what is there already stays as an editor left it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from courses.models import CoursePage, Resource
from courses.services.transfer.lists import LISTS, bring

STARTER = Path(__file__).resolve().parent.parent / "starter"


def read(path: Path) -> Any:
    """One file of the starter content."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def seed_lists() -> dict[int, str]:
    """Evidence, topics, audiences, staff roles, words, resources, rubrics and scales are there, each once.

    Returns the resources that are new and lead to a course: key -> its code. ``lead_to_courses`` takes them.
    """
    files = {name: STARTER / f"{name}.yaml" for name in LISTS}
    told = {name: read(path) for name, path in files.items() if path.exists()}
    leads = {title: fields.pop("course") for title, fields in told["resources"].items() if "course" in fields}
    with transaction.atomic():
        there = set(Resource.objects.filter(title__in=leads).values_list("title", flat=True))
        keys, _new, _other = bring(told)
    return {keys[Resource][title]: code for title, code in leads.items() if title not in there}


def lead_to_courses(resources: Mapping[int, str]) -> None:
    """Each of these resources leads to the page of its course, where there is one."""
    for key, code in resources.items():
        Resource.objects.filter(pk=key).update(page=CoursePage.objects.filter(code=code).first())
