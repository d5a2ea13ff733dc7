"""People, their details and their groups."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.widgets.button import HeaderButton

from people.adapters.again import ask_again
from people.forms.admin import AddPersonForm, EditPersonForm
from people.models import User
from people.permissions import GROUPS
from people.viewsets.base import KeptViewSet, RefusalsAsErrors
from people.viewsets.factors import has_second_factor, reset_factor
from people.viewsets.merging import choose, compare, merged
from people.viewsets.roles import SENTENCE


class PersonList(IndexView):
    """Everybody once: entries that were merged away are reached from the one they lead to."""

    def get_base_queryset(self) -> Any:
        """With organisation and groups, fetched once for the page."""
        people = User.objects.standing().visible_to(self.request.user)
        return people.select_related("organisation").prefetch_related("groups")


class AskedAgain:
    """Groups are rights: whoever gives them has shown within 15 minutes who they are."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asked first where that is longer ago; what was sent is done afterwards."""
        return ask_again(request) or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class AddPerson(AskedAgain, RefusalsAsErrors, CreateView):
    """A new person."""


class EditPerson(AskedAgain, RefusalsAsErrors, EditView):
    """Somebody's details, groups and whether they may sign in."""

    template_name = "people/admin/person.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An entry that was merged away leads to the one it was merged into."""
        kept = User.objects.visible_to(request.user).filter(merged_from=self.kwargs["pk"]).first()
        if kept is None:
            return super().dispatch(request, *args, **kwargs)
        messages.info(request, _("These two entries are one person now. This is the one that stays."))
        return redirect("people_cms:edit", kept.pk)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The two acts that have a page of their own."""
        person = self.object
        found = [
            HeaderButton(
                _("Merge with another entry"), url=reverse("people_cms:merge", args=[person.pk]), icon_name="group"
            )
        ]
        if has_second_factor(person) and person.pk != self.request.user.pk:
            address = reverse("people_cms:reset_factor", args=[person.pk])
            found.append(HeaderButton(_("Reset second factor"), url=address, icon_name="key"))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the sentence that tells a job from a right, and the entries merged into this one."""
        merged_from = list(self.object.merged_from.order_by("pk"))
        return super().get_context_data(sentence=SENTENCE, merged_from=merged_from, **kwargs)


def groups_in_words(person: User) -> str:
    """The groups of a person, as the list shows them."""
    names = {group.name for group in person.groups.all()}
    return ", ".join(name for name in GROUPS if name in names)


class PersonViewSet(KeptViewSet):
    """People and their groups."""

    model = User
    icon = "user"
    menu_label = gettext_lazy("People")
    name = "people_cms"  # "people" is the name of our own addresses
    url_prefix = "people"
    index_view_class = PersonList
    add_view_class = AddPerson
    edit_view_class = EditPerson
    template_prefix = "people/admin/person/"
    list_display = [
        TitleColumn(
            "get_full_name",
            label=gettext_lazy("Name"),
            sort_key="given_name",
            get_url=lambda person: reverse("people_cms:edit", args=[person.pk]),
        ),
        "email",
        "organisation",
        Column("groups", label=gettext_lazy("Groups"), accessor=groups_in_words),
        BooleanColumn("is_active", label=gettext_lazy("May sign in"), sort_key="is_active"),
    ]
    list_filter = ["organisation", "is_active", "groups"]
    inspect_view_fields = ["given_name", "family_name", "known_as", "email", "organisation", "language", "is_active"]
    search_fields = ["given_name", "family_name", "email"]
    search_backend_name = None
    ordering = ["given_name", "family_name", "pk"]

    def get_form_class(self, for_update: bool = False) -> type:
        """One form to add, one to change."""
        return EditPersonForm if for_update else AddPersonForm

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """With the sentence that tells a job from a right; PersonList chooses the rows."""
        return super().get_index_view_kwargs(extra_context={"sentence": SENTENCE}, **kwargs)

    def get_urlpatterns(self) -> list:
        """With merging and resetting a second factor."""
        return [
            *super().get_urlpatterns(),
            path("second-factor/<int:pk>/", reset_factor, name="reset_factor"),
            path("merge/<int:pk>/", choose, name="merge"),
            path("merge/<int:pk>/<int:gone>/", compare, name="merge_with"),
            path("merged/<int:pk>/", merged, name="merged"),
        ]
