"""What can be learned: the page tree, its blocks, marking and gates. Knows no learner.

Owns CourseIndexPage > CoursePage > ModulePage > LessonPage, Route, Edition, Topic, LocalWord, EvidenceRecord.
Apps above ask it what a lesson holds and how an answer is marked; it asks them only through
registry.py, where they leave word.
Read first: models/module.py, blocks/lesson.py, marking.py.
"""
