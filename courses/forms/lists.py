"""The forms of what editors keep beside the pages."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class ResourceForm(WagtailAdminModelForm):
    """A resource. With another address, nothing is held against it that was said of the address before."""

    def clean(self) -> dict[str, Any] | None:
        """What was asked of the old address is forgotten."""
        cleaned = super().clean()
        if "link" in self.changed_data:
            self.instance.no_answer_on = None
        return cleaned
