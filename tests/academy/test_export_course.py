from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.courses import make_course
from tests.factories.travel import parts, taken

pytestmark = pytest.mark.django_db


def test_a_course_becomes_a_file(tmp_path):
    course, out = make_course(code="kindness"), StringIO()
    target = tmp_path / "kindness.zip"
    call_command("export_course", "kindness", str(target), stdout=out)
    assert parts(target.read_bytes()) == parts(taken(course))
    assert out.getvalue() == f"kindness is in {target}.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["kindness.zip"]


def test_a_course_that_cannot_travel_leaves_no_file(tmp_path):
    make_course(code="kindness").unpublish()
    with pytest.raises(CommandError, match="is not published"):
        call_command("export_course", "kindness", str(tmp_path / "a.zip"), "--live")
    assert list(tmp_path.iterdir()) == []


def test_a_code_that_nobody_has_is_said(tmp_path):
    with pytest.raises(CommandError, match="no course with the code gone"):
        call_command("export_course", "gone", str(tmp_path / "a.zip"))
