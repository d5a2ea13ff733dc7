"""The forms of pages and routes under /cms/.

gated.py    what they share: codes and addresses, and the gates asked before anything is published
effect.py   lessons and modules: a changed rule is published with a word on what it means
whole.py    courses and routes
"""

from courses.page_forms.effect import LessonForm, ModuleForm, RuleRadios
from courses.page_forms.whole import CourseForm, RouteForm

__all__ = ["CourseForm", "LessonForm", "ModuleForm", "RouteForm", "RuleRadios"]
