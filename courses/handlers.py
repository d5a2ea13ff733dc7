"""The work of this app that is done later: dates."""

from datetime import timedelta

from django.utils.translation import gettext as _

from courses.services import schedule
from jobs.registry import handles


@handles("courses.publish_scheduled", every=timedelta(minutes=1))
def publish_scheduled() -> str:
    """Publish what goes live now, and take down what ends now."""
    down, kept = schedule.take_down_due()
    live, stopped = schedule.publish_due()
    told = {"live": live, "stopped": stopped, "down": down, "kept": kept}
    return _("Live: %(live)d. Stopped: %(stopped)d. Taken down: %(down)d. Kept: %(kept)d.") % told
