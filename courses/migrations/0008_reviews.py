"""The two reviews, their steps, and the rights of editors beside them (decision 0027)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Names of groups as in people.permissions, written out: a migration never changes with the code.
EDITORS, ADMINISTRATORS = "Editors", "Administrators"
# Each step: who reads it, and whether it may be left out.
STEPS = {
    "Content check": ((EDITORS, ADMINISTRATORS), False),
    "Lived-experience review": ((EDITORS, ADMINISTRATORS), True),
    "Safety check": ((ADMINISTRATORS,), False),
}
REVIEWS = {
    "Content review": ("Content check",),
    "Content and safety review": ("Content check", "Lived-experience review", "Safety check"),
}
NOT_FOR_EDITORS = ("bulk_delete_page", "unlock_page")


def make_reviews(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Both reviews are there. One of the same name is left as it is."""
    workflows = apps.get_model("wagtailcore", "Workflow")
    links = apps.get_model("wagtailcore", "WorkflowTask")
    for name, steps in REVIEWS.items():
        workflow, made = workflows.objects.get_or_create(name=name)
        for order, step in enumerate(steps if made else ()):
            links.objects.create(workflow=workflow, task=make_step(apps, step), sort_order=order)


def make_step(apps: Apps, name: str) -> object:
    """The step of this name, with its groups."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="courses", model="reviewtask"
    )
    steps = apps.get_model("courses", "ReviewTask")
    groups, optional = STEPS[name]
    step = steps.objects.filter(name=name).first()
    if step is None:
        step = steps.objects.create(name=name, optional=optional, content_type=kind, active=True)
        step.groups.set([apps.get_model("auth", "Group").objects.get_or_create(name=group)[0] for group in groups])
    return step.task_ptr


def retire_the_stock_review(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Wagtail's first migrations put a review on the root, in which people approve their own pages: it goes from there,
    and out of the lists where nothing waits in it."""
    stock = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval")
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__in=stock, page__depth=1).delete()
    waiting = apps.get_model("wagtailcore", "WorkflowState").objects.filter(status__in=["in_progress", "needs_changes"])
    stock.exclude(pk__in=waiting.values("workflow")).update(active=False)
    tasks = apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval")
    tasks.filter(workflow_tasks__workflow__active=False).update(active=False)


def narrow_editors(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Editors delete one page after the other, and lift no lock but their own."""
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        group__name=EDITORS, page__depth=1, permission__codename__in=NOT_FOR_EDITORS
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_review_task"), ("courses", "0002_editors"), ("people", "0002_groups")]

    operations = [
        migrations.RunPython(make_reviews, migrations.RunPython.noop),
        migrations.RunPython(retire_the_stock_review, migrations.RunPython.noop),
        migrations.RunPython(narrow_editors, migrations.RunPython.noop),
    ]
