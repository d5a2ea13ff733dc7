"""The facts about courses, split by noun."""

from courses.models.catalogue import CourseIndexPage
from courses.models.course import CoursePage
from courses.models.edition import Edition
from courses.models.lesson import LessonPage
from courses.models.module import ModulePage
from courses.models.reference import EvidenceRecord, LocalWord
from courses.models.review import ReviewTask
from courses.models.route import Route, RouteModule
from courses.models.rubric import Criterion, Rubric
from courses.models.rule import CompletedBy
from courses.models.scale import ConfidenceScale, ScaleRow
from courses.models.seed import SeededContent
from courses.models.topic import Audience, CourseLanguage, CourseTopic, LessonTopic, Topic
from courses.models.translation import Translation
from courses.models.wording import GlossaryTerm, JargonWord, Resource

__all__ = [
    "Audience",
    "CompletedBy",
    "ConfidenceScale",
    "CourseIndexPage",
    "CourseLanguage",
    "CoursePage",
    "CourseTopic",
    "Criterion",
    "Edition",
    "EvidenceRecord",
    "GlossaryTerm",
    "JargonWord",
    "LessonPage",
    "LessonTopic",
    "LocalWord",
    "ModulePage",
    "Resource",
    "ReviewTask",
    "Route",
    "RouteModule",
    "Rubric",
    "ScaleRow",
    "SeededContent",
    "Topic",
    "Translation",
]
