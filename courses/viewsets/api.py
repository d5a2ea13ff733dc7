"""The pages API of the editors' side: for reading."""

from typing import Any, ClassVar

from wagtail.admin.api.views import PagesAdminAPIViewSet


class ReadPagesAPI(PagesAdminAPIViewSet):
    """What the page chooser and the menu read.

    Wagtail offers acts here too, such as deleting and publishing. No screen of it uses them, and they ask neither our
    gates nor what keeps a page: so there are none.
    """

    actions: ClassVar[dict[str, Any]] = {}
