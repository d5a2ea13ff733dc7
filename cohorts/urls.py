"""The addresses of cohorts, in reading order."""

from django.urls import path

from cohorts.views import cohort, cohorts, invitation, join, member, people, register, session, today

app_name = "cohorts"
COHORT = "cohorts/<key:cohort>/"
SESSION = f"{COHORT}sessions/<key:session>/"
MEMBER = f"{COHORT}progress/<key:member>/"
INVITATION = f"{COHORT}invitations/<key:invitation>/"

urlpatterns = [
    path("join/", join.start, name="join_start"),
    path("join/<str:code>/", join.code, name="join"),
    path("join/invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("cohorts/", today.today, name="today"),
    path("cohorts/told/", today.told, name="told"),
    path("cohorts/all/", cohorts.all_cohorts, name="all"),
    path("cohorts/new/", cohorts.new, name="new"),
    path(COHORT, cohort.cohort, name="cohort"),
    path(f"{COHORT}close/", cohort.close, name="close"),
    path(f"{COHORT}people/", people.people, name="people"),
    path(f"{INVITATION}again/", invitation.again, name="invite_again"),
    path(f"{INVITATION}withdraw/", invitation.withdraw, name="withdraw_invitation"),
    path(f"{COHORT}sessions/new/", session.new, name="new_session"),
    path(SESSION, session.session, name="session"),
    path(f"{SESSION}change/", session.change, name="change_session"),
    path(f"{SESSION}cancel/", session.cancel, name="cancel_session"),
    path(f"{SESSION}register/", register.register, name="register"),
    path(MEMBER, member.member, name="member"),
    path(f"{MEMBER}grant/<slug:module>/", member.grant, name="grant"),
    path(f"{MEMBER}withdraw/<key:completion>/", member.withdraw, name="withdraw"),
    path(f"{MEMBER}code/", member.new_code, name="new_code"),
]
