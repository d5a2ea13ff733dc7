"""The verbs and shared reads of courses, split by noun."""

from courses.services.publication import current_edition, lesson_at, live_revision, record_edition, taken_out_on
from courses.services.routes import copy_routes, route_modules
from courses.services.words import fill, local_words, set_local_words, starter_words

__all__ = [
    "copy_routes",
    "current_edition",
    "fill",
    "lesson_at",
    "live_revision",
    "local_words",
    "record_edition",
    "route_modules",
    "set_local_words",
    "starter_words",
    "taken_out_on",
]
