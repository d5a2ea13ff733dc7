"""The words in the log for what happens to certificates."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from certificates.models import CertificateDesign
from certificates.services.naming import waiting_for
from certificates.services.published import shown_to
from certificates.views.mine import line_of, standing_of
from certificates.viewsets import DesignViewSet
from learning.permissions import can_vouch
from learning.registry import Proof, Waiting, proves, waits
from people.models import User
from people.permissions import is_administrator
from people.registry import Telling, tell

MANY = 20

register_snippet(DesignViewSet)


def looks(organisations: list[int]) -> dict[int, str]:
    """For the page of each organisation: whether its certificates have a look and a mark of their own."""
    own = set(CertificateDesign.objects.filter(organisation__in=organisations).values_list("organisation", flat=True))
    return {pk: gettext("Its own look") if pk in own else gettext("The look of the Academy") for pk in organisations}


@proves
def proofs(person: User) -> dict[int, list[Proof]]:
    """For the record of a person: each certificate beside its course, those that were replaced or withdrawn too."""
    found: dict[int, list[Proof]] = {}
    for each in shown_to(person):
        address = reverse("certificates:certificate", args=[each.pk])
        found.setdefault(each.completion_id, []).append(Proof(address, **standing_of(each), line=line_of(each)))
    return found


@waits
def names(user: User) -> list[Waiting]:
    """For the first page of trainers and HR: each name that waits for them."""
    if not can_vouch(user):
        return []
    return [
        Waiting(
            reverse("certificates:decide_name", args=[wish.uuid]),
            gettext("%(old)s asks for the name %(new)s") % {"old": wish.certificate.holder_name, "new": wish.name},
        )
        for wish in waiting_for(user).select_related("certificate")[:MANY]
    ]


class ForAdministrators(MenuItem):
    """A line that only administrators see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Editors agree to no name."""
        return is_administrator(request.user)


@hooks.register("register_reports_menu_item")
def names_in_the_menu() -> MenuItem:
    """For administrators, a line among the reports."""
    return ForAdministrators(gettext("Names to agree"), reverse_lazy("certificates:names"), icon_name="edit", order=120)


tell(Telling("certificate_look", _("Certificates"), looks))


@hooks.register("register_log_actions")
def register_certificate_actions(actions: Any) -> None:
    """One line for each act."""
    actions.register_action("certificates.award", _("Award a certificate"), _("Awarded a certificate"))
    actions.register_action("certificates.issue", _("Issue a certificate"), _("Issued a certificate"))
    actions.register_action("certificates.lift_hold", _("Mend a name"), _("Mended the name on a certificate"))
    actions.register_action("certificates.revoke", _("Withdraw a certificate"), _("Withdrew a certificate"))
    actions.register_action("certificates.reissue", _("Replace a certificate"), _("Asked for a newer certificate"))
    actions.register_action("certificates.supersede", _("Make way for a newer one"), _("Made way for a newer one"))
    actions.register_action("certificates.ask_name", _("Ask for another name"), _("Asked for another name"))
    actions.register_action("certificates.agree_name", _("Agree to a name"), _("Agreed to another name"))
    actions.register_action("certificates.refuse_name", _("Keep a name"), _("Did not agree to another name"))
    actions.register_action("certificates.show_name", _("Show or hide a name"), _("Showed or hid the name in public"))
    actions.register_action("certificates.erase", _("Empty a certificate"), _("Emptied a certificate"))
    actions.register_action(
        "certificates.download", _("Download a certificate"), _("Downloaded somebody's certificate")
    )
