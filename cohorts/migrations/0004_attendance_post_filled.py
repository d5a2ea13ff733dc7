"""Each line of a register says who somebody was on the day: what was published of it until now, written down.

It stands alone between the two others, because PostgreSQL changes no table that has rows waiting in the same breath.
"""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone


def path_of(department):
    """The units from the top to this one."""
    names, seen = [], set()
    while department is not None and department.pk not in seen:
        names.append(department.name)
        seen.add(department.pk)
        department = department.parent
    return " / ".join(reversed(names))


def post_on(apps, person, day):
    """The main post held on a day, as learning.services.snapshot finds it."""
    held = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    posts = apps.get_model("people", "Assignment").objects.filter(held, person=person)
    return posts.select_related("department", "staff_role").order_by("-primary", "starts_on", "pk").first()


def columns(apps, row):
    """The eight columns of one line."""
    person = row.membership.enrolment.person
    post = post_on(apps, person, timezone.localdate(row.session.starts_at))
    if post is None:
        return {"organisation_id": person.organisation_id}
    return {
        "organisation_id": post.organisation_id,
        "assignment_id": post.pk,
        "department_id": post.department_id,
        "department_path": path_of(post.department),
        "staff_role_id": post.staff_role_id,
        "staff_role_name": post.staff_role.name if post.staff_role else "",
        "job_title": post.job_title,
        "cost_centre": post.cost_centre,
    }


def fill(apps, schema_editor):
    """Every line that has no organisation yet has one. Asked twice, nothing changes."""
    lines = apps.get_model("cohorts", "Attendance").objects
    empty = lines.filter(organisation=None).select_related("session", "membership__enrolment__person")
    for row in empty.order_by("pk").iterator():
        lines.filter(pk=row.pk).update(**columns(apps, row))


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0003_attendance_post")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
