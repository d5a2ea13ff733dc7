"""Some weeks on: four short questions for those who completed a course, and their own change."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.forms.follow_up import QUESTIONS, ROW, FollowUpForm
from learning.models import ConfidenceAnswer, Enrolment, FollowUp
from learning.services import follow_up as service
from learning.services.follow_up import Change, Scale
from learning.views.course import own_enrolment, parents
from press.charts import Chart, Moments, Words, moments_of_one


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """The questions; once they are sent, one's own change. Before their day the page says when they come."""
    mine = own_enrolment(request, enrolment)
    opens = service.opens_on(mine)
    if opens is None or timezone.localdate() < opens:
        return render(request, "learning/follow_up_later.html", _about(mine) | {"opens": opens})
    scale = service.scale_of(mine)
    sent = FollowUp.objects.filter(enrolment=mine).first()
    if sent is not None and request.method != "POST" and "again" not in request.GET:
        return render(request, "learning/follow_up_sent.html", _about(mine) | {"chart": _chart(mine, scale)})
    form = FollowUpForm(request.POST or None, scale=scale, initial=_before(mine, sent))
    if request.method == "POST" and form.is_valid() and _answer(request, mine, form):
        return redirect("learning:follow_up", mine.uuid)
    return render(request, "learning/follow_up.html", _about(mine) | {"form": form, "scale": scale})


def _answer(request: HttpRequest, mine: Enrolment, form: FollowUpForm) -> bool:
    try:
        service.answer(
            enrolment=mine,
            answers=form.answers(),
            confidence=form.confidence(),
            form_key=form.cleaned_data["form_key"],
            by=request.user,
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, _("Thank you. Your answers are here."))
    return True


def _about(mine: Enrolment) -> dict[str, object]:
    return {"enrolment": mine, "parents": parents(mine)}


def _before(mine: Enrolment, sent: FollowUp | None) -> dict[str, object]:
    """What was sent before, for whoever changes it."""
    if sent is None:
        return {}
    later = mine.confidence_answers.filter(moment=ConfidenceAnswer.Moment.LATER, value__isnull=False)
    return {name: getattr(sent, name) for name in QUESTIONS} | {
        f"{ROW}{item}": str(value) for item, value in later.values_list("item", "value")
    }


def _chart(mine: Enrolment, scale: Scale | None) -> Chart | None:
    changes = service.own_change(enrolment=mine, scale=scale)
    if not changes:
        return None
    words = Words("change", _("Your own change"), _in_words(changes), _("Row"), ConfidenceAnswer.Moment.labels)
    return moments_of_one([Moments(change.text, change.values) for change in changes], words, most=10)


def _in_words(changes: list[Change]) -> str:
    """How many rows went up: a row that went down can be a good sign, and nobody is graded."""
    said = [[value for value in change.values if value is not None] for change in changes]
    up = sum(values[-1] > values[0] for values in said)
    words = _("%(up)s of %(count)s rows went up. If one went down, that can be a good sign: you may be seeing more.")
    return words % {"up": up, "count": len(changes)}
