"""The rule of a module: by what it is complete, and what that means in words."""

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class CompletedBy(models.TextChoices):
    """By what evidence a module is complete. A grant with a reason is possible whatever it says."""

    LESSONS = "LESSONS", _("Lessons: every required lesson is finished")
    ATTENDANCE = "ATTENDANCE", _("Session: the register says they were there")
    PRACTICE = "PRACTICE", _("Practice log: enough entries in a set time")
    OBSERVATION = "OBSERVATION", _("Observation: signed off against a rubric")
    MENTORING = "MENTORING", _("Mentoring: enough meetings held")
    GRANT = "GRANT", _("Grant: a trainer says so, and why")


KINDS = {
    CompletedBy.LESSONS: _("Lessons"),
    CompletedBy.ATTENDANCE: _("Session"),
    CompletedBy.PRACTICE: _("Practice"),
    CompletedBy.OBSERVATION: _("Observation"),
    CompletedBy.MENTORING: _("Meetings"),
    CompletedBy.GRANT: _("Seen by a trainer"),
}


class ToldByRule:
    """Part of a kind of page that says its rule in words."""

    completed_by: str
    needed: int | None
    within_days: int | None

    @property
    def kind_in_words(self) -> str:
        """What it is, in a word or two: "Session"."""
        return str(KINDS[CompletedBy(self.completed_by)])

    @property
    def rule_phrase(self) -> str:
        """What to do, as part of a sentence: "come to the session"."""
        return {
            CompletedBy.LESSONS: gettext("do the lessons"),
            CompletedBy.ATTENDANCE: gettext("come to the session"),
            CompletedBy.PRACTICE: self._practice_phrase(),
            CompletedBy.OBSERVATION: gettext("show what you can do to somebody who watches"),
            CompletedBy.MENTORING: ngettext("hold %(count)s meeting", "hold %(count)s meetings", self.needed or 1)
            % {"count": self.needed or 1},
            CompletedBy.GRANT: gettext("show your trainer that you can do it"),
        }[CompletedBy(self.completed_by)]

    @property
    def rule_in_words(self) -> str:
        """What to do, as a sentence: "Come to the session."."""
        return f"{self.rule_phrase[:1].upper()}{self.rule_phrase[1:]}."

    def _practice_phrase(self) -> str:
        needed = self.needed or 1
        what = ngettext("note %(count)s conversation", "note %(count)s conversations", needed) % {"count": needed}
        if not self.within_days:
            return what
        weeks, rest = divmod(self.within_days, 7)
        if rest:
            return ngettext("%(what)s within %(days)s day", "%(what)s within %(days)s days", self.within_days) % {
                "what": what,
                "days": self.within_days,
            }
        return ngettext("%(what)s within %(weeks)s week", "%(what)s within %(weeks)s weeks", weeks) % {
            "what": what,
            "weeks": weeks,
        }
