"""Questions from learners, for whoever may answer them: trainers, HR and administrators."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning import registry
from learning.forms.question import AnswerForm
from learning.models import Question
from learning.permissions import can_vouch
from learning.services.answering import AnsweredBefore, answer
from learning.services.questions import answerable_by

PAGE, LATEST = 50, 20
BESIDE = ("person", "completion", "enrolment__course", "answered_by")


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first; below it what was answered last."""
    if not can_vouch(request.user):
        raise PermissionDenied
    mine = answerable_by(request.user).select_related(*BESIDE)
    page = Paginator(mine.open(), PAGE).get_page(request.GET.get("page"))
    answered = mine.filter(state=Question.State.ANSWERED).order_by("-answered_at", "-pk")[:LATEST]
    return render(request, "learning/questions.html", {"page": page, "answered": list(answered)})


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question: UUID) -> HttpResponse:
    """One question: what it is about, the way to put the record right, and a box for the answer.

    Whoever answers second reads the first answer, and has their own words to take along.
    """
    found = get_object_or_404(answerable_by(request.user).select_related(*BESIDE), uuid=question)
    told = _("It is sent as you write it, and stays beside the question with your name.")
    form = AnswerForm(request.POST if request.method == "POST" else None, told=told)
    not_sent = ""
    if request.method == "POST" and form.is_valid():
        try:
            answer(asked=found, text=form.cleaned_data["text"], by=request.user)
        except AnsweredBefore:
            found.refresh_from_db(fields=["state", "answer", "answered_by", "answered_at"])
            not_sent = form.cleaned_data["text"]
        else:
            words = _("Answered. %(name)s will read it in their record.")
            messages.success(request, words % {"name": found.person.get_full_name()})
            return redirect("learning:questions")
    context = {
        "question": found,
        "form": form if found.state == Question.State.OPEN else None,
        "not_sent": not_sent,
        "mend": registry.member_page(request.user, found.enrolment) if found.enrolment else "",
    }
    return render(request, "learning/answer_question.html", context)
