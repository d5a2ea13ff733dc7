"""The facts about learning, split by noun."""

from learning.models.activity import ConfidenceAnswer, LessonFeedback, TaskDone
from learning.models.attempt import QuizAttempt, ScenarioRun
from learning.models.completion import CourseCompletion, ModuleCompletion
from learning.models.enrolment import Enrolment, RequiredModule
from learning.models.follow_up import FollowUp
from learning.models.gate import AppendOnlyGate
from learning.models.practice import PracticeEntry
from learning.models.progress import LessonProgress
from learning.models.question import Obstacle, Question
from learning.models.reflection import Promise, Reflection

__all__ = [
    "AppendOnlyGate",
    "ConfidenceAnswer",
    "CourseCompletion",
    "Enrolment",
    "FollowUp",
    "LessonFeedback",
    "LessonProgress",
    "ModuleCompletion",
    "Obstacle",
    "PracticeEntry",
    "Promise",
    "Question",
    "QuizAttempt",
    "Reflection",
    "RequiredModule",
    "ScenarioRun",
    "TaskDone",
]
