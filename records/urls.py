"""The addresses of records."""

from django.urls import path

from records.views import completions, exports, overview

app_name = "records"

urlpatterns = [
    path("records/", overview.overview, name="overview"),
    path("records/completions/", completions.completions, name="completions"),
    path("records/people/<key:person>/", completions.person, name="person"),
    path("records/exports/", exports.exports, name="exports"),
    path("records/exports/new/", exports.new_export, name="new_export"),
    path("records/exports/<key:export>/", exports.export, name="export"),
]
