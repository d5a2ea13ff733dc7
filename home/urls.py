"""The address of the front door."""

from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("", views.front, name="front"),
]
