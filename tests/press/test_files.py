import os

import pytest

from press.files import write_whole


def test_the_file_is_whole_in_a_folder_of_its_own_and_others_cannot_read_either(tmp_path):
    path = tmp_path / "packs" / "one.pdf"
    for content in (b"%PDF one", b"%PDF two"):
        write_whole(path, content)
    assert [each.name for each in path.parent.iterdir()] == ["one.pdf"]
    assert path.read_bytes() == b"%PDF two"
    assert [each.stat().st_mode & 0o077 for each in (path.parent, path)] == [0, 0]


def test_a_full_disk_leaves_the_file_as_it_was_and_no_part_beside_it(tmp_path, monkeypatch):
    def full(_file):
        raise OSError("No space left on device")

    path = tmp_path / "one.pdf"
    write_whole(path, b"%PDF one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"%PDF two")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("one.pdf", b"%PDF one")]
