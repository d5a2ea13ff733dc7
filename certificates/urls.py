"""Addresses of certificates: mine, and checking one."""

from django.urls import path

from certificates.views import mine, name, verify

app_name = "certificates"

urlpatterns = [
    path("certificates/", mine.certificates, name="mine"),
    path("certificates/name/", name.name, name="name"),
    path("certificates/<key:certificate>/", mine.certificate, name="certificate"),
    path("certificates/<key:certificate>.pdf", mine.download, name="pdf"),
    path("verify/", verify.start, name="verify_start"),
    path("verify/<str:code>/", verify.verify, name="verify"),
]
