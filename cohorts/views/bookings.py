"""My sessions: when and where, a place booked, moved or given up, and what I need there."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.forms.booking import ManySessionsForm, NeedsForm
from cohorts.models import Booking, Membership, Session
from cohorts.services import booking
from cohorts.services.heard import put_away_notices
from cohorts.services.my_sessions import MySession, my_sessions
from cohorts.views.reach import PAGE_SIZE

ACTS = frozenset({"book", "move", "needs", "give_up"})
HELD = frozenset({"coming", "offered", "cannot"})  # "cannot": the same press, sent twice
SAID = "state"  # a notice that says how one stands now: the page does not say it again
MANY = 8  # from so many on, the list can be narrowed


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions to come, soonest first; a single one is shown whole. The same queries however many."""
    found = my_sessions(request.user, with_leaders(Session.objects.of_member(request.user).held().to_come()))
    form = ManySessionsForm(request.GET, sessions=[row.session for row in found])
    rows = [row for row in found if form.fits(row.session)]
    chosen = form.chosen()
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "only": found[0] if len(found) == 1 else None,
        "needs": NeedsForm(initial={"needs": _needs_of(found[0])}) if len(found) == 1 else None,
        "filter": form if len(found) > MANY or chosen else None,
        "chips": [{"label": form.words(name), "url": _without(request, name)} for name in chosen],
        "none": not found,
    }
    return render(request, "cohorts/my_sessions.html", context)


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, session: UUID) -> HttpResponse:
    """One session: everything about it, and what can be said about it. A form sent twice says it once."""
    mine = find_mine(request, session)
    form = NeedsForm(request.POST if request.method == "POST" else None, initial={"needs": _needs_of(mine)})
    if request.method == "POST" and form.is_valid():
        try:
            tags = "" if request.POST.get("act") == "needs" else SAID
            for words in _act(request, mine, form.cleaned_data["needs"]):
                messages.success(request, words, extra_tags=tags)
        except booking.TooLate:
            messages.warning(request, _("It is too late to change this here. Ask your trainer."))
        except booking.NoPlace:
            messages.warning(request, _("You have no place at this session now. Book one first."))
        except booking.Clash as clash:
            form.add_error(None, _clash_in_words(clash))
            return _page(request, mine, form, status=409)
        return redirect("cohorts:my_session", session)
    return _page(request, mine, form)


def _page(request: HttpRequest, mine: MySession, form: NeedsForm, status: int = 200) -> HttpResponse:
    parents = [{"title": _("My sessions"), "url": reverse("cohorts:my_sessions")}]
    said = any(each.extra_tags == SAID for each in messages.get_messages(request))
    context = {"row": mine, "session": mine.session, "form": form, "needs": form, "parents": parents, "said": said}
    return render(request, "cohorts/my_session.html", context, status=status)


def find_mine(request: HttpRequest, key: UUID) -> MySession:
    """How the person stands to this session of a cohort of theirs, or 404. Its module's other dates are looked at."""
    reachable = Session.objects.of_member(request.user)
    this = reachable.filter(uuid=key).first()
    if this is None:
        raise Http404
    together = reachable.filter(pk=this.pk)
    if this.module_id:
        together = together | reachable.held().to_come().filter(module=this.module_id)
    return next(row for row in my_sessions(request.user, with_leaders(together)) if row.session.pk == this.pk)


def with_leaders(sessions: QuerySet) -> QuerySet:
    """With who leads each."""
    return sessions.prefetch_related("cohort__trainers")


def _needs_of(mine: MySession) -> str:
    return mine.booking.needs if mine.booking else ""


def _act(request: HttpRequest, mine: MySession, needs: str) -> list[str]:
    """Do what the pressed button says. Returns what is so now, in words; nothing where no button of ours says it."""
    person, act = request.user, request.POST.get("act")
    if act not in ACTS:
        return []
    places = Membership.objects.visible_to(person).present().filter(enrolment__person=person)
    member = places.filter(cohort=mine.session.cohort_id).select_related("enrolment__person").latest("pk")
    about = {"session": mine.session, "membership": member}
    if act == "give_up":
        booking.give_up(**about, by=person)
        put_away_notices(session=mine.session, person=person)
        if mine.state in HELD and mine.session.capacity:
            return [_("Your place is free again. Thank you for telling us.")]
        return [_("You have told us that you cannot come. Thank you.")]
    if act == "needs":
        booking.say_needs(**about, needs=needs)
        return [_("Saved. Only your trainers see what you need.")]
    said = needs if "needs" in request.POST else None
    if act == "move" and mine.chosen is not None:
        made = booking.move(session=mine.chosen, to=mine.session, membership=member, needs=said, by=person)
    else:
        made = booking.book(**about, needs=said, by=person)
    put_away_notices(session=mine.session, person=person)
    return [_booked_in_words(made)]


def _booked_in_words(made: Booking) -> str:
    if made.state == Booking.State.WAITING:
        return _("Every place is taken just now. You are on the waiting list, and we will tell you.")
    if made.session.capacity is None:
        return _("Thank you. We know that you are coming.")
    return _("Your place is booked.")


def _clash_in_words(clash: booking.Clash) -> str:
    starts = localtime(clash.session.starts_at)
    clock = format_date(starts, "g.i A" if starts.minute else "g A").lower()
    when = f"{format_date(starts, 'l j F')}, {clock}"
    if clash.same_module:
        words = _("You have a place for this on %(when)s, at %(cohort)s. Move that place here, or give it up first.")
    else:
        words = _("At that time you have a place at another session: %(when)s, %(cohort)s. Give up one of the two.")
    return words % {"when": when, "cohort": clash.session.cohort.name}


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    query.pop("page", None)
    return f"?{query.urlencode()}"
