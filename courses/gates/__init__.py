"""What stops a publication, as a list. Pure: values in, problems out.

values.py   one problem, and what a StreamField stores, ready to be looked at
blocks.py   what each kind of block needs
story.py    a scenario: every scene can be come to, and leads on to an end
shape.py    what the fields of a block say of themselves
pages.py    lessons, modules, routes and courses
"""

from courses.gates.pages import (
    SLOTS,
    body_problems,
    course_problems,
    lesson_problems,
    module_problems,
    plan_problems,
    route_problems,
    translation_problems,
    unknown_slots,
)
from courses.gates.shape import shape_problems
from courses.gates.values import BRACE, SAFETY_WORDS, Problem, Stored, local_words_in, read, words_needed

__all__ = [
    "BRACE",
    "SAFETY_WORDS",
    "SLOTS",
    "Problem",
    "Stored",
    "body_problems",
    "course_problems",
    "lesson_problems",
    "local_words_in",
    "module_problems",
    "plan_problems",
    "read",
    "route_problems",
    "shape_problems",
    "translation_problems",
    "unknown_slots",
    "words_needed",
]
