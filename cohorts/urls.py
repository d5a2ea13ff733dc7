"""The addresses of cohorts, in reading order."""

from django.urls import path

from cohorts.views import (
    asking,
    bookings,
    calendar,
    check_in,
    cohort,
    cohorts,
    correcting,
    invitation,
    join,
    meeting,
    member,
    obstacles,
    pairing,
    pairings,
    people,
    poster,
    register,
    session,
    today,
)

app_name = "cohorts"
COHORT = "cohorts/<key:cohort>/"
SESSION = f"{COHORT}sessions/<key:session>/"
MEMBER = f"{COHORT}progress/<key:member>/"
PAIRING = "cohorts/pairings/<key:pairing>/"
INVITATION = f"{COHORT}invitations/<key:invitation>/"

urlpatterns = [
    path("join/", join.start, name="join_start"),
    path("join/<str:code>/", join.code, name="join"),
    path("join/invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("join/asked/<key:asked>/", asking.asked, name="asked"),
    path("learn/tell-me/", asking.tell_me, name="tell_me"),
    path("cohorts/check-in/", check_in.start, name="check_in_start"),
    path("cohorts/check-in/<str:token>/", check_in.check_in, name="check_in"),
    path("learn/sessions/", bookings.sessions, name="my_sessions"),
    path("learn/sessions/calendar/", calendar.settings, name="calendar"),
    path("learn/sessions/<key:session>/", bookings.session, name="my_session"),
    path("learn/sessions/<key:session>/session.ics", calendar.session_file, name="session_file"),
    path("learn/calendar/<str:token>.ics", calendar.feed, name="calendar_feed"),
    path("cohorts/", today.today, name="today"),
    path("cohorts/told/", today.told, name="told"),
    path("cohorts/obstacles/", obstacles.obstacles, name="obstacles"),
    path("cohorts/obstacles/<key:obstacle>/", obstacles.obstacle, name="obstacle"),
    path("cohorts/pairings/", pairings.pairings, name="pairings"),
    path("cohorts/pairings/new/", pairings.new, name="new_pairing"),
    path(PAIRING, pairing.pairing, name="pairing"),
    path(f"{PAIRING}leave/", pairing.leave, name="leave_pairing"),
    path(f"{PAIRING}cards/", meeting.cards, name="pairing_cards"),
    path(f"{PAIRING}meetings/<int:number>/", meeting.meeting, name="meeting"),
    path(f"{PAIRING}meetings/<int:number>/right/", correcting.put_right, name="put_meeting_right"),
    path("cohorts/all/", cohorts.all_cohorts, name="all"),
    path("cohorts/new/", cohorts.new, name="new"),
    path(COHORT, cohort.cohort, name="cohort"),
    path(f"{COHORT}close/", cohort.close, name="close"),
    path(f"{COHORT}people/", people.people, name="people"),
    path(f"{INVITATION}again/", invitation.again, name="invite_again"),
    path(f"{INVITATION}withdraw/", invitation.withdraw, name="withdraw_invitation"),
    path(f"{COHORT}joining/", cohorts.joining, name="joining"),
    path(f"{COHORT}asked/<key:asked>/agree/", asking.agree, name="agree"),
    path(f"{COHORT}asked/<key:asked>/refuse/", asking.refuse, name="refuse"),
    path(f"{COHORT}sessions/new/", session.new, name="new_session"),
    path(SESSION, session.session, name="session"),
    path(f"{SESSION}change/", session.change, name="change_session"),
    path(f"{SESSION}cancel/", session.cancel, name="cancel_session"),
    path(f"{SESSION}register/", register.register, name="register"),
    path(f"{SESSION}poster/", poster.poster, name="poster"),
    path(f"{SESSION}poster/new/", poster.renew, name="renew_poster"),
    path(f"{SESSION}screen/", poster.screen, name="screen"),
    path(MEMBER, member.member, name="member"),
    path(f"{MEMBER}grant/<slug:module>/", member.grant, name="grant"),
    path(f"{MEMBER}withdraw/<key:completion>/", member.withdraw, name="withdraw"),
    path(f"{MEMBER}code/", member.new_code, name="new_code"),
]
