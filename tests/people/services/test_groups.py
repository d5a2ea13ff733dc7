"""The rights of the Administrators group."""

from django.apps import apps
from django.contrib.auth.models import Group

from people.permissions import ADMINISTRATORS
from people.services import groups


def rights(app):
    group = Group.objects.get(name=ADMINISTRATORS)
    return sorted(group.permissions.filter(content_type__app_label=app).values_list("codename", flat=True))


def test_grant_to_administrators_completes_their_rights_once(db):
    before = rights("people")
    Group.objects.get(name=ADMINISTRATORS).permissions.clear()
    app = apps.get_app_config("people")
    assert [groups.grant_to_administrators(app=app) for _time in range(2)] == [len(before), 0]
    assert rights("people") == before
    assert not [right for right in before if right.startswith("delete_")]


def test_what_people_learned_is_not_an_administrators_to_edit(db):
    for app in ("learning", "cohorts"):
        assert groups.grant_to_administrators(app=apps.get_app_config(app)) == 0
        assert rights(app) == []


def test_without_the_group_nothing_happens(db):
    Group.objects.filter(name=ADMINISTRATORS).delete()
    assert groups.grant_to_administrators(app=apps.get_app_config("people")) == 0
