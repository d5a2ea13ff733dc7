"""Which messages went out, and sending a refused one again. Never what they say."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.views.generic import InspectView

from people import mail
from people.models import Message
from people.viewsets.base import KeptViewSet, ReadPolicy, done, only_managers


class OneDelivery(InspectView):
    """One message: where it went and how far it got; a refused one can be sent again."""

    template_name = "people/admin/delivery.html"

    @cached_property
    def can_send_again(self) -> bool:
        """Whether the button stands there."""
        return mail.can_send_again(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the address of the button."""
        again = reverse("deliveries:send_again", args=[self.object.pk]) if self.can_send_again else ""
        return super().get_context_data(send_again_url=again, **kwargs)


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a refused message back in the queue."""
    by = only_managers(request)
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    sent = mail.send_again(message=message, by=by)
    words = _("It waits to be sent again.") if sent else _("It was not refused, or it is of no more use.")
    return done(request, words, "deliveries:inspect", pk)


class DeliveryViewSet(KeptViewSet):
    """Which messages went out. Never what they say."""

    model = Message
    icon = "mail"
    menu_label = gettext_lazy("Deliveries")
    name = url_prefix = "deliveries"
    policy = ReadPolicy
    form_fields = ["status"]
    inspect_view_class = OneDelivery
    list_display = ["template", "address", "status", "created_at", "sent_at", "note"]
    list_filter = ["status", "template"]
    inspect_view_fields = ["template", "address", "language", "status", "created_at", "sent_at", "note"]
    search_fields = ["address"]
    search_backend_name = None
    ordering = ["-created_at", "-pk"]

    def get_urlpatterns(self) -> list:
        """With the address that sends a message again."""
        return [*super().get_urlpatterns(), path("send-again/<int:pk>/", send_again, name="send_again")]
