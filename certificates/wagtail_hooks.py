"""The words in the log for what happens to certificates."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from certificates.models import CertificateDesign
from certificates.viewsets import DesignViewSet
from people.registry import Telling, tell

register_snippet(DesignViewSet)


def looks(organisations: list[int]) -> dict[int, str]:
    """For the page of each organisation: whether its certificates have a look and a mark of their own."""
    own = set(CertificateDesign.objects.filter(organisation__in=organisations).values_list("organisation", flat=True))
    return {pk: gettext("Its own look") if pk in own else gettext("The look of the Academy") for pk in organisations}


tell(Telling("certificate_look", _("Certificates"), looks))


@hooks.register("register_log_actions")
def register_certificate_actions(actions: Any) -> None:
    """One line for each act."""
    actions.register_action("certificates.award", _("Award a certificate"), _("Awarded a certificate"))
    actions.register_action("certificates.issue", _("Issue a certificate"), _("Issued a certificate"))
    actions.register_action("certificates.lift_hold", _("Mend a name"), _("Mended the name on a certificate"))
    actions.register_action("certificates.revoke", _("Withdraw a certificate"), _("Withdrew a certificate"))
    actions.register_action("certificates.erase", _("Empty a certificate"), _("Emptied a certificate"))
    actions.register_action(
        "certificates.download", _("Download a certificate"), _("Downloaded somebody's certificate")
    )
