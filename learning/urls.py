"""Where people learn: /learn/…"""

from django.urls import path

from learning.views import answering, course, follow_up, lesson, log, notes, offline, pack, question, record

app_name = "learning"
BLOCK = "<key:enrolment>/<slug:module>/<slug:lesson>/<slug:block>/"  # where somebody wrote for themselves
urlpatterns = [
    path("learn/", course.courses, name="courses"),
    path("learn/log/", log.log, name="log"),
    path("learn/log/new/", log.new_entry, name="new_entry"),
    path("learn/log/<key:entry>/change/", log.change, name="change_entry"),
    path("learn/log/<key:entry>/remove/", log.remove, name="remove_entry"),
    path("learn/notes/", notes.notes, name="notes"),
    path(f"learn/notes/{BLOCK}", notes.note, name="note"),
    path(f"learn/notes/{BLOCK}delete/", notes.delete, name="delete_note"),
    path(f"learn/notes/{BLOCK}share/", notes.share, name="share_note"),
    path(f"learn/notes/{BLOCK}stop/", notes.stop_sharing, name="stop_sharing"),
    path(f"learn/notes/promise/{BLOCK}", notes.kept, name="promise"),
    path("learn/offline/", offline.offline, name="offline"),
    path("learn/record/", record.record, name="record"),
    path("learn/record/question/new/", question.new, name="ask"),
    path("learn/questions/", answering.questions, name="questions"),
    path("learn/questions/<key:question>/", answering.question, name="answer"),
    path("learn/start/<key:route>/", course.start, name="start"),
    path("learn/leave/<key:enrolment>/", course.leave, name="leave"),
    path("learn/<key:enrolment>/", course.course, name="course"),
    path("learn/<key:enrolment>/follow-up/", follow_up.follow_up, name="follow_up"),
    path("learn/<key:enrolment>/print/", pack.course_pack, name="course_pack"),
    path("learn/<key:enrolment>/print/pdf/", pack.pack_pdf, name="course_pack_pdf"),
    path("learn/<key:enrolment>/print/file.pdf", pack.pack_file, name="course_pack_file"),
    path("learn/<key:enrolment>/<slug:module>/", course.module, name="module"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/", lesson.resume, name="resume"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/print/", pack.pack, name="pack"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/print/pdf/", pack.pack_pdf, name="pack_pdf"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/print/file.pdf", pack.pack_file, name="pack_file"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/finished/", lesson.finished, name="lesson_finished"),
    path("learn/<key:enrolment>/<slug:module>/<slug:lesson>/<int:number>/", lesson.screen, name="lesson"),
]
