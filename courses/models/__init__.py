"""The facts about courses, split by noun."""

from courses.models.catalogue import CourseIndexPage
from courses.models.course import CoursePage
from courses.models.edition import Edition
from courses.models.lesson import LessonPage
from courses.models.module import CompletedBy, ModulePage
from courses.models.reference import EvidenceRecord, LocalWord
from courses.models.route import Route, RouteModule
from courses.models.seed import SeededContent
from courses.models.topic import CourseLanguage, CourseTopic, LessonTopic, Topic

__all__ = [
    "CompletedBy",
    "CourseIndexPage",
    "CourseLanguage",
    "CoursePage",
    "CourseTopic",
    "Edition",
    "EvidenceRecord",
    "LessonPage",
    "LessonTopic",
    "LocalWord",
    "ModulePage",
    "Route",
    "RouteModule",
    "SeededContent",
    "Topic",
]
