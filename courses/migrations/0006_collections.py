"""A place for the pictures of courses, and one for files that people without an account may have."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITORS = "Editors"  # the name of people.permissions.EDITORS, written out: a migration never changes with the code
PICTURES = "Course pictures"
OPEN = "Files for everybody"
RIGHTS = (("wagtailimages", "image"), ("wagtaildocs", "document"))
STEP = 4  # treebeard's: each place in a path is written with four signs of these
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def written(number: int) -> str:
    """A place in a path."""
    signs = ""
    for _place in range(STEP):
        number, rest = divmod(number, len(SIGNS))
        signs = SIGNS[rest] + signs
    return signs


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Two collections, unless a site has one of that name, with the editors' rights written down on both."""
    collections = apps.get_model("wagtailcore", "Collection").objects
    permissions = apps.get_model("auth", "Permission").objects
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    for name in (PICTURES, OPEN):
        root = collections.get(depth=1)
        found = collections.filter(name=name, depth=2).first()
        if found is None:
            newest = collections.filter(depth=2).order_by("-path").first()
            place = int(newest.path[STEP:], len(SIGNS)) + 1 if newest else 1
            found = collections.create(name=name, path=root.path + written(place), depth=2, numchild=0)
            collections.filter(pk=root.pk).update(numchild=collections.filter(depth=2).count())
        for app, model in RIGHTS:
            for verb in ("add", "change", "choose"):
                right = permissions.get(content_type__app_label=app, codename=f"{verb}_{model}")
                apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                    group=group, collection=found, permission=right
                )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0005_editing_rights"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
