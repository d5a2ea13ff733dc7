"""What the editors' side shows of people, the words of the audit log, and the second doors that are closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks

from people.models import User
from people.viewsets import PeopleGroup

ACTIONS = {
    "people.activate_person": (gettext_lazy("Let a person sign in again"), gettext_lazy("May sign in again")),
    "people.add_person": (gettext_lazy("Add a person"), gettext_lazy("Added")),
    "people.change_address": (gettext_lazy("Change an e-mail"), gettext_lazy("E-mail changed")),
    "people.change_details": (gettext_lazy("Change details"), gettext_lazy("Details changed")),
    "people.choose_letters": (gettext_lazy("Choose reminders"), gettext_lazy("Reminders chosen")),
    "people.claim_account": (gettext_lazy("Use a claim code"), gettext_lazy("Claim code used")),
    "people.close_organisation": (gettext_lazy("Close an organisation"), gettext_lazy("Closed")),
    "people.collect_data": (gettext_lazy("Collect a person's data"), gettext_lazy("Data collected")),
    "people.deactivate_person": (gettext_lazy("Close an account"), gettext_lazy("Account closed")),
    "people.end_post": (gettext_lazy("End a post"), gettext_lazy("Post ended")),
    "people.end_sign_in": (gettext_lazy("End one sign-in"), gettext_lazy("Signed out on one device")),
    "people.end_sign_ins": (gettext_lazy("End sign-ins"), gettext_lazy("Signed out everywhere")),
    "people.erase": (gettext_lazy("Forget a person"), gettext_lazy("Forgotten")),
    "people.erase_spared": (gettext_lazy("Forget what was kept"), gettext_lazy("Forgotten, what was kept too")),
    "people.forget": (gettext_lazy("Forget a person"), gettext_lazy("Forgotten")),
    "people.issue_code": (gettext_lazy("Make a code on paper"), gettext_lazy("Code made")),
    "people.merge": (gettext_lazy("Merge two people"), gettext_lazy("Two entries made one")),
    "people.move_person": (gettext_lazy("Move a person"), gettext_lazy("Moved to another organisation")),
    "people.open_organisation": (gettext_lazy("Open an organisation again"), gettext_lazy("Open again")),
    "people.put_back": (gettext_lazy("Put a notice back"), gettext_lazy("Notice put back")),
    "people.request_data_file": (gettext_lazy("Ask for one's own data"), gettext_lazy("Own data asked for")),
    "people.reset_second_factor": (gettext_lazy("Reset a second factor"), gettext_lazy("Second factor reset")),
    "people.send_again": (gettext_lazy("Send a message again"), gettext_lazy("Sent again")),
    "people.set_groups": (gettext_lazy("Change groups"), gettext_lazy("Groups changed")),
    "people.start_post": (gettext_lazy("Start a post"), gettext_lazy("Post started")),
    "people.take_data_file": (gettext_lazy("Take one's own data away"), gettext_lazy("Own data taken away")),
    "people.tell": (gettext_lazy("Tell somebody by hand"), gettext_lazy("Told by hand")),
}


@hooks.register("register_log_actions")
def register_people_actions(actions: Any) -> None:
    """The words in the log for what is done to people."""
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)


@hooks.register("register_admin_viewset")
def register_people_viewsets() -> PeopleGroup:
    """Organisations, people, staff roles, posts, deliveries."""
    return PeopleGroup()


@require_http_methods(["GET", "HEAD", "POST"])
def to_our_people(request: HttpRequest) -> HttpResponse:
    """Wagtail's own screens for users would go round our rules, so each of their addresses leads to ours."""
    return redirect(reverse("people_cms:index"))


@hooks.register("register_admin_urls", order=-100)
def close_wagtails_users() -> list:
    """Found before Wagtail's own addresses of the same name."""
    return [re_path(r"^users/", to_our_people)]


@hooks.register("construct_settings_menu")
def hide_wagtails_users(request: HttpRequest, items: list) -> None:
    """One entry for people is enough."""
    items[:] = [item for item in items if item.name not in {"users", "user"}]


@hooks.register("before_bulk_action")
def refuse_bulk_actions_on_people(
    request: HttpRequest, action_type: str, objects: list, action: Any
) -> HttpResponse | None:
    """Groups and sign-in are changed one person at a time, where the rules are kept."""
    if action.model is not User:
        return None
    messages.error(request, _("People are changed one at a time."))
    return redirect(reverse("people_cms:index"))
