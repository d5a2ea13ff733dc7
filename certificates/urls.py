"""Addresses of certificates: mine, and checking one."""

from django.urls import path

from certificates.views import mine, name, naming, transcript, verify

app_name = "certificates"

urlpatterns = [
    path("certificates/", mine.certificates, name="mine"),
    path("certificates/name/", name.name, name="name"),
    path("certificates/names/", naming.names, name="names"),
    path("certificates/names/<key:wish>/", naming.decide, name="decide_name"),
    path("certificates/<key:certificate>/name/", naming.ask, name="ask_name"),
    path("certificates/<key:certificate>/shown/", mine.shown, name="shown"),
    path("learn/record/print/", transcript.page, name="transcript"),
    path("learn/record/record.pdf", transcript.pdf, name="transcript_pdf"),
    path("certificates/<key:certificate>/", mine.certificate, name="certificate"),
    path("certificates/<key:certificate>.pdf", mine.download, name="pdf"),
    path("verify/", verify.start, name="verify_start"),
    path("verify/<str:code>/", verify.verify, name="verify"),
]
