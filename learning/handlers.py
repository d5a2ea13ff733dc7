"""The work learning does in the background: what follows a publication, moving people on, and the nightly proof."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Edition, LessonPage
from jobs.registry import DOCUMENTS, Gone, handles
from jobs.services import enqueue
from learning.models import Enrolment
from learning.services import moving, news, pack_files, refresh, reminding, settling
from people.reminders import reminds

reminds(
    "practice",
    label=gettext_lazy("How your practice goes, once a fortnight at most."),
    candidates=reminding.practising,
)(reminding.practice)
reminds(
    "promise",
    label=gettext_lazy("Whether a promise of yours happened, when you asked us to."),
    candidates=reminding.promises,
)(reminding.promise)
reminds(
    "follow_up",
    label=gettext_lazy("Four short questions, twelve weeks after a course."),
    candidates=reminding.completed_then,
)(reminding.follow_up)


@handles("learning.settle_course")
def settle_course(*, page: int, revision: int | str, after: int = 0) -> str:
    """Settle those part-way after a publication."""
    batch = settling.settle_page(page=page, after=after)
    if batch.after is not None:
        key = f"settle:{page}:{revision}:{batch.after}"
        enqueue("learning.settle_course", key=key, page=page, revision=revision, after=batch.after)
    return f"{batch.made} completed"


@handles("learning.reconcile", every=timedelta(days=1))
def reconcile(*, after: int = 0, day: str = "") -> str:
    """Compare every stored standing with its facts.

    Settles what a lost signal left undone. Raises RuntimeError, and so ends up parked, for what it may not settle.
    """
    day = day or timezone.localdate().isoformat()
    batch = settling.reconcile(after=after)
    if batch.after is not None:
        enqueue("learning.reconcile", key=f"reconcile:{day}:{batch.after}", after=batch.after, day=day)
        return f"{batch.made} settled"
    if found := settling.differences():
        raise RuntimeError("; ".join(found))
    return f"{batch.made} settled, 0 differences"


@handles("learning.tell_of_new")
def tell_of_new(*, course: int, since: str, until: str, after: int = 0) -> str:
    """Tell those part-way about lessons that were added."""
    span = news.Span(datetime.fromisoformat(since), datetime.fromisoformat(until))
    batch = news.tell_batch(course=course, span=span, key=f"{course}:{since}", after=after)
    if batch.after is not None:
        key = f"new:{course}:{since}:{batch.after}"
        enqueue("learning.tell_of_new", key=key, course=course, since=since, until=until, after=batch.after)
    return f"{batch.made} told"


@handles("learning.ask_refresh")
def ask_refresh(*, revision: int, after: int = 0) -> str:
    """Those who completed a module hear that it asks something else now, and their refresh is there."""
    edition = Edition.objects.filter(revision=revision, effect=Edition.Effect.ASK_REFRESH).first()
    if edition is None:
        raise Gone("nothing is asked")
    batch = refresh.ask_batch(edition=edition, after=after)
    if batch.after is not None:
        enqueue("learning.ask_refresh", key=f"refresh:{revision}:{batch.after}", revision=revision, after=batch.after)
    return f"{batch.made} told"


@handles("learning.move_people")
def move_people(*, route: int, modules: list[int], move: str, total: int, by: int | None = None, after: int = 0) -> str:
    """Move those part-way to what their route asks now."""
    batch = moving.move_batch(route=route, modules=modules, move=move, by=by, after=after)
    if batch.after is not None:
        asked: dict[str, Any] = {
            "route": route,
            "modules": modules,
            "move": move,
            "total": total,
            "by": by,
            "after": batch.after,
        }
        enqueue("learning.move_people", key=f"move:{route}:{move}:{batch.after}", **asked)
    return f"{batch.made} moved"


@handles("learning.make_pdf", queue=DOCUMENTS)
def make_pdf(*, enrolment: int, lesson: int | None, large: bool, easy: bool, language: str) -> str:
    """Make a pack to print."""
    mine = Enrolment.objects.select_related("course", "route", "person__organisation").filter(pk=enrolment).first()
    page = LessonPage.objects.live().filter(pk=lesson).first() if lesson else None
    if mine is None or (lesson and page is None):
        raise Gone(_("There is nothing to print any more."))
    return pack_files.make_file(wanted=pack_files.Wanted(mine, page, large, easy, language))


@handles("learning.remove_packs", every=timedelta(hours=1))
def remove_packs() -> str:
    """Remove packs that are older than a day."""
    return _("%(count)d packs removed.") % {"count": pack_files.remove_old(now=timezone.now())}
