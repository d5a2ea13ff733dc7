"""What places call things, words that learners may look up, and words to avoid."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.forms.words import LocalWordsForm
from courses.models import GlossaryTerm, JargonWord, LocalWord
from courses.services.usage import lessons_with_jargon, lessons_with_terms, pages_with_words
from courses.services.words import local_words, set_local_words, words_in_use
from courses.viewsets.base import ON_PAGES, InTextIndexView
from people.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
def word_set(request: Any, pk: int) -> HttpResponse:
    """All the words of one organisation on one page, the safety numbers first."""
    if not request.user.has_perms(["courses.add_localword", "courses.change_localword"]):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = LocalWordsForm(sent, used=words_in_use(), filled=local_words(organisation))
    if request.method == "POST" and form.is_valid():
        changed = set_local_words(organisation=organisation, words=form.words(), by=request.user)
        words = ngettext("Saved. %(count)s word changed.", "Saved. %(count)s words changed.", changed)
        messages.success(request, words % {"count": changed})
        return redirect(request.path)
    to = reverse(LocalWordViewSet().get_url_name("list"))
    context: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "breadcrumbs_items": [{"url": to, "label": _("Local words")}, {"url": "", "label": organisation.name}],
    }
    return render(request, "courses/cms/local_words.html", context)


class LocalWordsIndexView(InTextIndexView):
    """Local words, and on how many lessons and plans each stands."""

    pages_with = staticmethod(pages_with_words)

    def get_base_queryset(self) -> Any:
        """Each with its organisation, in the same query."""
        return super().get_base_queryset().select_related("organisation")


class GlossaryIndexView(InTextIndexView):
    """Terms, and in how many lessons each is explained."""

    pages_with = staticmethod(lessons_with_terms)


class JargonIndexView(InTextIndexView):
    """Words to avoid, and in how many lessons each stands all the same."""

    pages_with = staticmethod(lessons_with_jargon)


class LocalWordViewSet(SnippetViewSet):
    """What each place calls things, the safety numbers among them."""

    model = LocalWord
    index_view_class = LocalWordsIndexView
    icon = "globe"
    menu_label = gettext_lazy("Local words")
    list_display = ["word", "value", "organisation", ON_PAGES]
    list_filter = ["organisation"]
    list_per_page = 50
    search_fields = ["word", "value"]
    search_backend_name = None
    panels = [FieldPanel(name) for name in ("organisation", "word", "value")]

    def get_urlpatterns(self) -> list:
        """One page more: the whole set of an organisation."""
        return [*super().get_urlpatterns(), path("set/<int:pk>/", word_set, name="set")]


class GlossaryViewSet(SnippetViewSet):
    """Words that learners may not know."""

    model = GlossaryTerm
    index_view_class = GlossaryIndexView
    icon = "help"
    menu_label = gettext_lazy("Glossary")
    list_display = ["term", "meaning", ON_PAGES]
    list_per_page = 50
    list_filter = ["language"]
    panels = [FieldPanel(name) for name in ("term", "meaning", "other_forms", "language")]


class JargonViewSet(SnippetViewSet):
    """Words that editors are warned about."""

    model = JargonWord
    index_view_class = JargonIndexView
    icon = "warning"
    menu_label = gettext_lazy("Words to avoid")
    list_display = ["word", "try_instead", ON_PAGES]
    list_per_page = 50
    panels = [FieldPanel("word"), FieldPanel("try_instead")]
