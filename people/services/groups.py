"""The rights of the Administrators group, completed after each migration."""

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import router

from people.permissions import ADMINISTRATORS

# What administrators run. Learning, cohorts and records are not here: their rows are reached through pages that ask.
RUN_BY_ADMINISTRATORS = frozenset(
    {"people", "jobs", "courses", "home", "certificates", "wagtailcore", "wagtailimages", "wagtaildocs", "taggit"}
)
# Of Wagtail's own tables, those that somebody runs; its log and its internals are nobody's to write.
OF_WAGTAIL = frozenset({"page", "collection", "site", "locale", "workflow", "task", "groupapprovaltask"})
# People and proof are never deleted, whoever asks.
KEPT_FOR_EVER = frozenset({"people", "jobs", "certificates"})


def grant_to_administrators(*, app: AppConfig, using: str = "default") -> int:
    """Afterwards the group has every right on this app's models that administrators need. Returns how many were new.

    Rights on what is kept for ever leave out deletion. Does nothing where the group is not there yet.
    """
    if app.label not in RUN_BY_ADMINISTRATORS or not router.allow_migrate_model(using, Permission):
        return 0
    create_permissions(app, verbosity=0)
    group = Group.objects.filter(name=ADMINISTRATORS).first()
    if group is None:
        return 0
    wanted = Permission.objects.filter(content_type__app_label=app.label)
    if app.label in KEPT_FOR_EVER:
        wanted = wanted.exclude(codename__startswith="delete_")
    if app.label == "wagtailcore":
        wanted = wanted.filter(content_type__model__in=OF_WAGTAIL)
    missing = list(wanted.exclude(group=group))
    group.permissions.add(*missing)
    return len(missing)
