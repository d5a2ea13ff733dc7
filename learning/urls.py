"""Where people learn: /learn/…"""

from django.urls import path

from learning.views import course, lesson, log, record

app_name = "learning"
urlpatterns = [
    path("learn/", course.courses, name="courses"),
    path("learn/log/", log.log, name="log"),
    path("learn/log/new/", log.new_entry, name="new_entry"),
    path("learn/log/<key:entry>/remove/", log.remove, name="remove_entry"),
    path("learn/record/", record.record, name="record"),
    path("learn/start/<key:route>/", course.start, name="start"),
    path("learn/leave/<key:enrolment>/", course.leave, name="leave"),
    path("learn/<key:enrolment>/", course.course, name="course"),
    path("learn/<key:enrolment>/<slug:module>/", course.module, name="module"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/", lesson.resume, name="resume"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/finished/", lesson.finished, name="lesson_finished"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/<int:number>/", lesson.screen, name="lesson"),
]
