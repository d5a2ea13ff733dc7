from pathlib import Path

import pytest
from django.core.files.storage import storages

from certificates.services import filing
from tests.factories.certificates import make_certificate


def on_disk(path):
    return Path(storages["private"].path(path))


def test_store_twice_is_one_whole_file_that_others_cannot_read():
    for _ in range(2):
        filing.store("certificates/x/abc.pdf", b"%PDF one")
    folder = on_disk("certificates/x")
    assert [path.name for path in folder.iterdir()] == ["abc.pdf"]
    assert (folder / "abc.pdf").read_bytes() == b"%PDF one"
    assert (folder / "abc.pdf").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_read_gives_what_was_issued_and_nothing_else():
    certificate = make_certificate()
    content = filing.read(certificate)
    on_disk(certificate.pdf_path).write_bytes(content + b" ")
    with pytest.raises(filing.FileChanged):
        filing.read(certificate)
    on_disk(certificate.pdf_path).unlink()
    with pytest.raises(filing.FileChanged):
        filing.read(certificate)
