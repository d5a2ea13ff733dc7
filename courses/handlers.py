"""The work of this app that is done later: dates, and links to places elsewhere."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.services import links, schedule
from jobs.registry import DOCUMENTS, handles
from jobs.services import enqueue

# Between two batches of links a worker does what else is waiting: somebody's sign-in code, say.
PAUSE = timedelta(minutes=1)


@handles("courses.publish_scheduled", every=timedelta(minutes=1))
def publish_scheduled() -> str:
    """Publish what goes live now, and take down what ends now."""
    down, kept = schedule.take_down_due()
    live, stopped = schedule.publish_due()
    told = {"live": live, "stopped": stopped, "down": down, "kept": kept}
    return _("Live: %(live)d. Stopped: %(stopped)d. Taken down: %(down)d. Kept: %(kept)d.") % told


@handles("courses.check_links", queue=DOCUMENTS, every=timedelta(days=7))
def check_links(*, after: int = 0, witness: int = 0, day: str = "") -> str:
    """Look whether the links of resources still answer."""
    checked = links.check_links(after=after, witness=witness)
    if checked.after is not None:
        day = day or timezone.localdate().isoformat()
        following = {"after": checked.after, "witness": checked.witness, "day": day}
        key = f"links:{day}:{checked.after}"
        enqueue("courses.check_links", key=key, run_after=timezone.now() + PAUSE, **following)
    if not checked.noted:
        return _("None of %(asked)d links answered: this site cannot get out. Nothing was noted.") % vars(checked)
    return _("Asked: %(asked)d. Silent: %(silent)d.") % vars(checked)
