from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.models import CoursePage
from tests.factories.travel import empty_site, make_rich_course, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "kindness.zip"
    path.write_bytes(taken(make_rich_course()))
    empty_site()
    return str(path)


def run(*options):
    out = StringIO()
    call_command("import_course", *options, stdout=out)
    return out.getvalue().splitlines()


def test_what_would_happen_is_said_and_then_done(file):
    said = run(file, "--dry-run")
    assert CoursePage.objects.count() == 0
    assert run(file) == said
    assert "new: Kindness" in said
    assert run(file) == ["same: 8"]


def test_published_and_under_another_code(file):
    run(file, "--publish", "--as", "kindness-two")
    assert list(CoursePage.objects.values_list("code", "live")) == [("kindness-two", True)]


def test_what_is_not_right_is_said_and_nothing_changed(file, tmp_path):
    cut = tmp_path / "cut.zip"
    cut.write_bytes((tmp_path / "kindness.zip").read_bytes()[:900])
    with pytest.raises(CommandError, match=r"Nothing was changed:\nThis is not a whole course file"):
        run(str(cut))
    assert CoursePage.objects.count() == 0


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "gone.zip"))
