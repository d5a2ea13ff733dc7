"""Pictures of how one edition of a lesson goes: what is not told is written in words and not drawn."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.models import LessonFeedback
from learning.services.insight import CHANGED, VOTES, EditionFeedback, Question, Stop
from press.charts import Chart, Share, Words, bars_of_a_whole

A_PICTURE = 20  # lines that one picture has at most


def pictures(edition: EditionFeedback) -> list[Chart]:
    """Where people stop, which questions are hard, and whether it was useful; none for fewer than five people."""
    if edition.starts is None:
        return []
    return [_stops(edition, edition.starts), *_questions(edition, edition.starts), _votes(edition, edition.starts)]


def _stops(edition: EditionFeedback, whole: int) -> Chart:
    if edition.finishes is not None:
        sentence = _("%(done)s of %(all)s people who started have finished.")
    elif edition.nearly_all:
        sentence = _("All but a few of the %(all)s people who started have finished.")
    else:
        sentence = _("%(all)s people started. How many finished is not shown.")
    words = Words(
        f"stops-{edition.number}",
        _("Where people stop"),
        sentence % {"done": edition.finishes, "all": whole},
        _("Screen"),
        [_("Stopped here")],
    )
    return bars_of_a_whole([Share(_screen(stop), [_told(stop.count)], whole) for stop in edition.stops], words)


def _questions(edition: EditionFeedback, whole: int) -> list[Chart]:
    """As many pictures as the questions need, in the order of the lesson."""
    found = edition.questions
    parts = [found[at : at + A_PICTURE] for at in range(0, len(found), A_PICTURE)]
    return [_asked(edition, whole, part, at) for at, part in enumerate(parts)]


def _asked(edition: EditionFeedback, whole: int, asked: Sequence[Question], at: int) -> Chart:
    told = [question for question in asked if question.wrong]
    if told:
        hardest = max(told, key=lambda question: question.wrong or 0)
        said = ngettext(
            "At first %(count)s person of %(all)s chose another answer to “%(question)s”.",
            "At first %(count)s people of %(all)s chose another answer to “%(question)s”.",
            hardest.wrong or 0,
        )
        sentence = said % {"count": hardest.wrong, "all": whole, "question": hardest.words.rstrip(".")}
    else:
        sentence = _("No question stands out.")
    words = Words(
        f"questions-{edition.number}-{at}",
        _("Other answers at first"),
        sentence,
        _("Question"),
        [_("Chose another answer at first")],
    )
    return bars_of_a_whole([Share(question.words, [_told(question.wrong)], whole) for question in asked], words)


def _votes(edition: EditionFeedback, whole: int) -> Chart:
    useful = edition.votes[0]
    if useful is None:
        sentence = _("How many found it useful is not shown.")
    elif not any(edition.votes):
        sentence = _("Nobody has said yet.")
    else:
        said = ngettext("%(count)s person found it useful.", "%(count)s people found it useful.", useful)
        sentence = said % {"count": useful}
    labels = [str(LessonFeedback.Useful(vote).label) for vote in VOTES]
    lines = [Share(label, [_told(count)], whole) for label, count in zip(labels, edition.votes, strict=True)]
    words = Words(f"votes-{edition.number}", _("Was it useful?"), sentence, _("Answer"), [_("People")])
    return bars_of_a_whole(lines, words)


def _screen(stop: Stop) -> str:
    if stop.number == CHANGED:
        return _("A screen that has changed")
    given = {"number": stop.number, "kind": stop.kind}
    return (_("%(number)s and later") if stop.and_later else _("%(number)s. %(kind)s")) % given


def _told(count: int | None) -> int | str:
    return _("not shown") if count is None else count
