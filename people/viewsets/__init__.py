"""The screens of administrators under /cms/: organisations, people, groups, staff roles, posts, deliveries.

Nothing is deleted there: what people rest on is closed instead.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from people.viewsets.deliveries import DeliveryViewSet
from people.viewsets.organisations import DepartmentViewSet, OrganisationViewSet
from people.viewsets.persons import PersonViewSet
from people.viewsets.roles import PostViewSet, RightsViewSet, StaffRoleViewSet

__all__ = ["PeopleGroup"]


class PeopleGroup(ModelViewSetGroup):
    """The menu that holds them all."""

    menu_label = _("People")
    menu_icon = "group"
    menu_order = 500
    items = (
        OrganisationViewSet,
        DepartmentViewSet,
        PersonViewSet,
        RightsViewSet,
        StaffRoleViewSet,
        PostViewSet,
        DeliveryViewSet,
    )
