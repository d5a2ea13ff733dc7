"""The app's own duty."""

from datetime import timedelta

from django.utils.translation import ngettext

from jobs import services
from jobs.registry import handles


@handles("jobs.purge_done", every=timedelta(days=1))
def purge_done() -> str:
    """Forget the jobs that were done more than thirty days ago."""
    gone = services.purge_done()
    return ngettext("%(count)d job forgotten.", "%(count)d jobs forgotten.", gone) % {"count": gone}
