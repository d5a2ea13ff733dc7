"""The project: settings, addresses, the Celery app, static files and commands. No domain code; nothing imports it.

documents.py decides who may read a document, and public_files.py who may see a picture. They stand up here because
they answer for Wagtail's library, which no app of ours owns: docs/decisions/0028.
"""

from academy.celery import app as celery_app

__all__ = ["celery_app"]
