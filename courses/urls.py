"""The address of the catalogue. The pages below it are Wagtail's."""

from django.urls import path

from courses import views

app_name = "courses"

urlpatterns = [
    path("courses/", views.catalogue, name="catalogue"),
]
