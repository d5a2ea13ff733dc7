"""Panels beside the form: the rule in words, routes, who is affected, and what to put right before publishing."""

import json
from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.ui.side_panels import BaseSidePanel

from courses import gates
from courses.advice import minutes_of
from courses.registry import Act, who_is_affected
from courses.screens import screens
from courses.story_map import story_map


def only_for(*rules: str) -> dict[str, str]:
    """The attributes of a panel that is shown for these rules of a module, and for all of them without scripts."""
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps({"completed_by": [str(rule) for rule in rules]})}


def tabs(*named: tuple[Any, list[Panel]]) -> TabbedInterface:
    """The form of a page in tabs. What ``only_for`` marks comes and goes as the rule is chosen."""
    rules = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}
    return TabbedInterface([ObjectList(panels, heading=heading, attrs=rules) for heading, panels in named])


class RulePanel(Panel):
    """The rule of a module or a route in words, as learners read it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/rule.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The sentence; before the first save, where it will stand."""
            later = _("It stands here once you have saved.")
            sentence = self.instance.rule_in_words if self.instance.pk else later
            return super().get_context_data(parent_context) | {"sentence": sentence}


class RoutesPanel(Panel):
    """The routes of a course as they were last saved, each with its rule in words and the way to its own form."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "routes"

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/routes.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The routes, and the way to one more for those who may add one."""
            course, user = self.instance, self.request.user
            routes = course.routes.prefetch_related("route_modules__module") if course.pk else []
            add = reverse("wagtailsnippets_courses_route:add")
            return super().get_context_data(parent_context) | {
                "routes": [route.get_latest_revision_as_object() for route in routes],
                "add": f"{add}?course={course.pk}" if course.pk and user.has_perm("courses.add_route") else "",
                "may_change": user.has_perm("courses.change_route"),
            }


class CertificatePanel(RoutesPanel):
    """What the certificate of each route says, and for how long."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "certificates"

    class BoundPanel(RoutesPanel.BoundPanel):
        template_name = "courses/panels/certificates.html"


def affected_lines(thing: Any) -> list[str | Act]:
    """Who is affected, or one line that says that nobody is."""
    return who_is_affected(thing) or [_("Nobody has started this yet.")]


class EffectPanel(FieldPanel):
    """What a changed rule means: asked where it differs from the one in force, and somebody has completed."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """The form knows whether to ask; where versions are compared there is none."""
            return self.form is not None and self.form.asks_effect() and super().is_shown()


class WhoIsAffectedPanel(Panel):
    """How many people are part-way and have completed, as the upper apps count them."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "who_is_affected"

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/who_is_affected.html"

        def is_shown(self) -> bool:
            """Nobody is affected by a page that does not exist yet."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The lines, or one that says that nobody is."""
            return super().get_context_data(parent_context) | {"lines": affected_lines(self.instance)}


class ScreensPanel(Panel):
    """The screens that the body as last saved is cut into, and the minutes that its words come to."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "screens"

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/screens.html"

        def is_shown(self) -> bool:
            """There are screens once something was saved."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Each screen with its number and the kinds of its blocks, and the minutes: counted, and as stated."""
            body = self.instance.body
            return super().get_context_data(parent_context) | {
                "screens": screens(body),
                "counted": minutes_of(gates.read(body.get_prep_value())),
                "stated": self.instance.minutes,
            }


class StoryMapPanel(Panel):
    """Each scenario of the body as last saved: its map, what is wrong on it, and the same as a list."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "story_map"

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/story_map.html"

        @property
        def media(self) -> Media:
            """What gives the pictures their colours."""
            return Media(css={"all": ["academy/css/cms-pictures.css"]})

        def is_shown(self) -> bool:
            """There is a map once a scenario was saved."""
            return bool(self.instance.pk and self.stories) and super().is_shown()

        @cached_property
        def stories(self) -> list[Any]:
            """The blocks that hold a scenario."""
            return [block for block in self.instance.body if block.block_type == "scenario"]

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The maps, one for each."""
            maps = [
                story_map(
                    block.value,
                    item=block.id,
                    scenes=[scene.id for scene in block.value["scenes"].bound_blocks],
                    endings=[ending.id for ending in block.value["endings"].bound_blocks],
                )
                for block in self.stories
            ]
            return super().get_context_data(parent_context) | {"maps": maps}


class WeavePanel(Panel):
    """The weave as it was last saved, under the two fields that choose it."""

    def clean_name(self) -> str:
        """A name that does not depend on the heading."""
        return "weave"

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/panels/weave.html"

        def is_shown(self) -> bool:
            """There is a weave once there is a code."""
            return bool(self.instance.code) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """How many loops, in which colours."""
            return super().get_context_data(parent_context) | {"pattern": self.instance.pattern}


class BeforeYouPublish(BaseSidePanel):
    """Beside Save: what must be put right, and what is worth a look, each line leading to its field.

    It speaks of the draft as it was last saved; of what was just sent, where a publication was refused.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Before you publish")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """How many things must be put right."""
            return super().get_context_data(parent_context) | {"count": len(self.panel.must)}

    name = "before_you_publish"
    title = gettext_lazy("Before you publish")
    template_name = "courses/panels/before_you_publish.html"
    order = 50

    def __init__(self, *args: Any, form: Any = None, starter: dict[str, Any] | None = None) -> None:
        super().__init__(*args)
        self.form, self.starter = form, starter

    @cached_property
    def refused(self) -> bool:
        """Whether somebody tried to publish just now, and it did not go."""
        return bool(getattr(self.form, "found", None))

    @cached_property
    def must(self) -> list[dict[str, str]]:
        """What stops a publication."""
        return [line(found) for found in (self.form.found if self.refused else self.object.problems())]

    @cached_property
    def look(self) -> list[dict[str, str]]:
        """What does not stop it."""
        return [line(found) for found in self.object.advice()]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Both lists; for a course what is below it too; for a starter page what is to be made one's own."""
        below = getattr(self.object, "problems_below", None)
        return super().get_context_data(parent_context) | {
            "below": [(page, [str(found) for found in problems]) for page, problems in below()] if below else [],
            "starter": self.starter,
        }


def line(found: Any) -> dict[str, str]:
    """One problem or one piece of advice: its words, where the link leads, and the very field that it is about."""
    path = getattr(found, "path", ())
    steps = "".join(f"-{step}-value" if isinstance(step, int) else f"-{step}" for step in path)
    told = {"words": found.words, "anchor": _anchor(found), "target": f"{found.field}{steps}" if path else ""}
    elsewhere = {"link": found.link, "link_words": found.link_words} if getattr(found, "link", "") else {}
    return told | elsewhere


def _anchor(found: Any) -> str:
    if found.block_id:
        return f"#block-{found.block_id}-section"
    return f"#id_{found.field}" if found.field else ""
