import io

import pytest
from django.core.files.storage import default_storage
from wagtail.images import get_image_model

from courses.services.transfer.file import Refused, pack, unpack
from courses.services.transfer.media import Bringing, name_of, say
from tests.factories.media import make_picture

pytestmark = pytest.mark.django_db


class Part:
    def __init__(self, content):
        self.content = content

    def open(self, _mode):
        return io.BytesIO(self.content)


def bringing(files):
    file = io.BytesIO()
    pack(file, manifest={"course": "a"}, parts={f"media/{name}": Part(content) for name, content in files.items()})
    return Bringing(unpack(file))


@pytest.fixture
def picture():
    """What a file says of a picture, its name there and its bytes; this site has never seen it."""
    row = make_picture()
    row.focal_point_x, row.focal_point_y = 3, 4
    row.description = "Two people talk over a wall."
    row.save()
    row.tags.set(["wall"])
    name = name_of(row)
    told = say({name: row})
    with row.file.open() as file:
        content = file.read()
    row.file.delete(save=False)
    row.delete()
    return told, name, content


def test_a_picture_comes_with_its_words_its_point_and_its_bytes(picture):
    told, name, content = picture
    media = bringing({name: content})
    media.rows(told)
    row = get_image_model().objects.get()
    assert (row.width, row.height, row.file_size) == (60, 40, len(content))
    assert default_storage.exists(row.file.name) is False
    media.write()
    with row.file.open() as file:
        assert file.read() == content
    assert (name_of(row), say({name: row})) == (name, told)
    media.undo()
    assert default_storage.exists(row.file.name) is False


def test_the_same_picture_is_called_the_same_on_every_site(picture):
    told, name, content = picture
    assert name.startswith("a-garden-wall-")
    media = bringing({name: content})
    media.rows(told)
    again = bringing({name: content})
    media.write()
    again.rows(told)
    assert (get_image_model().objects.count(), again.new, again.keys) == (1, [], media.keys)
    media.undo()


def test_a_name_that_is_taken_at_the_last_moment_is_no_loss(picture):
    told, name, content = picture
    media = bringing({name: content})
    media.rows(told)
    place = get_image_model().objects.get().file.name
    default_storage.save(place, io.BytesIO(b"another"))
    media.write()
    row = get_image_model().objects.get()
    assert row.file.name != place
    with row.file.open() as file:
        assert file.read() == content
    media.undo()
    default_storage.delete(place)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"images": {}}, "media.yaml says nothing of “{name}”."),
        ({"films": {}}, "media.yaml: “films” cannot be read."),
        ({"images": {"{name}": {}}}, "media.yaml: “{name}” cannot be read."),
        ({"images": {"{name}": {"title": "A", "mood": "good"}}}, "media.yaml: “{name}” cannot be read."),
        ({"images": {"{name}": {"title": "A" * 300}}}, "media.yaml: “{name}” cannot be read."),
        ({"images": {"gone.png": {"title": "A"}}}, "media.yaml: “gone.png” cannot be read."),
    ],
)
def test_what_does_not_fit_is_refused(picture, said, problem):
    _told, name, content = picture
    kind, rows = next(iter(said.items()))
    said = {kind: {key.format(name=name): value for key, value in rows.items()}}
    with pytest.raises(Refused) as refused:
        bringing({name: content}).rows(said)
    assert problem.format(name=name) in refused.value.problems


def test_a_program_that_is_called_a_picture_is_refused():
    with pytest.raises(Refused, match=r"^a\.png: "):
        bringing({"a.png": b"MZ program"}).rows({"images": {"a.png": {"title": "A"}}})
