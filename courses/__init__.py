"""What can be learned: the page tree, its blocks, marking, gates and reviews. Knows no learner.

Owns CourseIndexPage > CoursePage > ModulePage > LessonPage, Route, Edition, Topic, LocalWord, EvidenceRecord.
Apps above ask it what a lesson holds and how an answer is marked; it asks them only through
registry.py, where they leave word. media/ says what a file that an editor brings really is; models/review.py holds who
reads a draft before it is published; services/transfer/ writes a course as one file and brings it in.
Read first: models/module.py, blocks/lesson.py, marking.py.
"""
