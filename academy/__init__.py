"""The project: settings, addresses, the Celery app, static files and commands. No domain code; nothing imports it."""

from academy.celery import app as celery_app

__all__ = ["celery_app"]
