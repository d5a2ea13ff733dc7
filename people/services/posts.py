"""Posts: who works where, as what, from when to when."""

import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from people.models import Assignment, Organisation, User


def start_post(
    *, person: User, organisation: Organisation, starts_on: datetime.date, by: User | None, **fields: Any
) -> Assignment:
    """Afterwards the person holds this post from that day. ``fields`` are columns of Assignment.

    Asked twice with the same day and numbers, the first one's post is returned as it stands. Raises ValidationError,
    also for a second open main post.
    """
    numbers = {name: fields.get(name, "") for name in ("employee_number", "assignment_number", "job_title")}
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        found = Assignment.objects.filter(
            person=person, organisation=organisation, starts_on=starts_on, **numbers
        ).first()
        if found is not None:
            return found
        post = Assignment(person=person, organisation=organisation, starts_on=starts_on, **fields)
        post.full_clean()
        post.save(force_insert=True)
        log(person, "people.start_post", user=by, data={"post": post.pk, "organisation": organisation.pk})
    return post


def end_post(*, assignment: Assignment, ends_on: datetime.date, by: User | None) -> Assignment:
    """Afterwards the post ends on that day. Raises ValidationError for a day before it began."""
    with transaction.atomic():
        post = Assignment.objects.select_for_update().get(pk=assignment.pk)
        if post.ends_on != ends_on:
            post.ends_on = ends_on
            post.full_clean()
            post.save(update_fields=["ends_on"])
            log(post.person, "people.end_post", user=by, data={"post": post.pk, "on": ends_on.isoformat()})
    assignment.ends_on = ends_on
    return assignment
