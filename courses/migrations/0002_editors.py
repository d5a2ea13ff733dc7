"""Editors may build, publish and keep courses: pages from the root, snippets, images and documents."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITORS = "Editors"  # the name of people.permissions.EDITORS, written out: a migration never changes with the code
PAGES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
SNIPPETS = {
    "route": ("add", "change", "publish", "lock", "unlock", "view"),  # closed, not deleted
    "evidencerecord": ("add", "change", "delete", "view"),
    "localword": ("add", "change", "delete", "view"),
    "topic": ("add", "change", "delete", "view"),
}
COLLECTIONS = {
    ("wagtailimages", "image"): ("add", "change", "choose"),
    ("wagtaildocs", "document"): ("add", "change", "choose"),
}


def permission(apps: Apps, app: str, model: str, verb: str) -> object:
    """The permission, made here where the signal that makes it after all migrations has not run yet."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
    )
    return found


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The group has them, whatever it had before."""
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for verb in PAGES:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=permission(apps, "wagtailcore", "page", verb)
        )
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for (app, model), verbs in COLLECTIONS.items():
        for verb in verbs:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=collection, permission=permission(apps, app, model, verb)
            )
    for model, verbs in SNIPPETS.items():
        for verb in verbs:
            group.permissions.add(permission(apps, "courses", model, verb))


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
        ("people", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
