"""The four groups and the rights that people, jobs and the editors' side need.

Wagtail's own first migrations bring two groups, Editors and Moderators, with rights on the whole page tree. Editors
is ours from here on; Moderators goes, and what waited for its approval waits for an administrator. Rights on models
of the apps above come later: those apps' own migrations for Editors, people.receivers for Administrators.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from people.permissions import ADMINISTRATORS, EDITORS, HR, TRAINERS

PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
COLLECTION_RIGHTS = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]
COLLECTION_RIGHTS += ["add_collection", "change_collection"]


def make_groups(apps, schema_editor):
    """Four groups; administrators run people, jobs, pages and files, by right and not as superusers."""
    Group = apps.get_model("auth", "Group")
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in (TRAINERS, EDITORS, HR, ADMINISTRATORS)}
    for label in ("people", "jobs", "wagtailcore", "wagtailimages", "wagtaildocs"):
        make_permissions(apps, label)
    Permission = apps.get_model("auth", "Permission")
    administrators = groups[ADMINISTRATORS]
    ours = Permission.objects.filter(content_type__app_label__in=["people", "jobs"])
    administrators.permissions.add(*ours.exclude(codename__startswith="delete_"))
    entrance = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in (EDITORS, ADMINISTRATORS):
        groups[name].permissions.add(entrance)
    open_the_tree(apps, administrators)
    retire_moderators(apps, administrators)


def make_permissions(apps, label):
    """The rows that Django itself would only make after the last migration."""
    config = apps.get_app_config(label)
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None


def open_the_tree(apps, administrators):
    """Every page and every file, from the root down."""
    Permission = apps.get_model("auth", "Permission")
    Page, Collection = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Collection")
    PageRight = apps.get_model("wagtailcore", "GroupPagePermission")
    CollectionRight = apps.get_model("wagtailcore", "GroupCollectionPermission")
    page_root, collection_root = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS):
        PageRight.objects.get_or_create(group=administrators, page=page_root, permission=right)
    for right in Permission.objects.filter(codename__in=COLLECTION_RIGHTS):
        CollectionRight.objects.get_or_create(group=administrators, collection=collection_root, permission=right)


def retire_moderators(apps, administrators):
    """One group fewer: what Moderators approved, administrators approve."""
    Group, Task = apps.get_model("auth", "Group"), apps.get_model("wagtailcore", "GroupApprovalTask")
    for task in Task.objects.filter(groups__name="Moderators"):
        task.groups.set([administrators])
    Group.objects.filter(name="Moderators").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("jobs", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
