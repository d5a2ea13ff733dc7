import io
import socket
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.forms.media import DocumentField
from courses.media.kinds import Refused
from courses.services import scan
from courses.services.transfer.file import Refused as Withheld
from tests.courses.services.transfer.test_media import bringing

HARMFUL = b"X-THE-TEST-VIRUS-X"
NOW = "We cannot check files for harmful programs just now, so we take none. Try again in ten minutes."
FOUND = "This file holds something harmful, so we did not take it. Tell whoever looks after your device."


class Clamd(threading.Thread):
    """Speaks clamd's INSTREAM on a socket: pieces with their lengths, an empty one at the end, then one answer."""

    def __init__(self, path, most, silent):
        super().__init__(daemon=True)
        self.listens = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listens.bind(path)
        self.listens.listen()
        self.most, self.silent, self.seen = most, silent, []

    def run(self):
        while True:
            try:
                asked, _address = self.listens.accept()
            except OSError:
                return
            with asked, asked.makefile("rb") as stream:
                answer = self.answer(stream)
                if not self.silent:
                    asked.sendall(answer + b"\0")

    def answer(self, stream):
        assert stream.read(10) == b"zINSTREAM\0"
        whole, pieces = b"", 0
        while length := struct.unpack("!L", stream.read(4))[0]:
            whole, pieces = whole + stream.read(length), pieces + 1
            if len(whole) > self.most:
                return b"INSTREAM size limit exceeded. ERROR"
        self.seen.append((whole, pieces))
        return b"stream: Test.Virus FOUND" if HARMFUL in whole else b"stream: OK"


@pytest.fixture
def clamd(tmp_path, settings):
    @contextmanager
    def running(*, most=10**7, silent=False):
        settings.CLAMD_SOCKET = str(tmp_path / "clamd")
        server = Clamd(settings.CLAMD_SOCKET, most, silent)
        server.start()
        try:
            yield server
        finally:
            server.listens.shutdown(socket.SHUT_RDWR)
            server.listens.close()
            server.join()

    return running


def test_the_whole_file_is_looked_at_in_pieces(clamd):
    content = b"words " * 100_000
    file = io.BytesIO(content)
    file.seek(9)
    with clamd() as server:
        scan.check(file)
        assert server.seen == [(content, 3)]
    assert file.tell() == 0


def test_a_harmful_file_is_refused_wherever_the_harm_is(clamd):
    with clamd(), pytest.raises(Refused) as refused:
        scan.check(io.BytesIO(b" " * (scan.PIECE - 5) + HARMFUL))
    assert str(refused.value) == FOUND


def test_a_document_of_the_library_is_looked_at_once_it_is_what_its_name_says(clamd):
    field = DocumentField()
    with clamd() as server:
        assert field.to_python(SimpleUploadedFile("a.txt", b"Hello.")).read() == b"Hello."
        with pytest.raises(ValidationError) as refused:
            field.to_python(SimpleUploadedFile("a.txt", HARMFUL))
        with pytest.raises(ValidationError):
            field.to_python(SimpleUploadedFile("a.pdf", b"Hello."))
        assert [whole for whole, _pieces in server.seen] == [b"Hello.", HARMFUL]
    assert refused.value.messages == [FOUND]


def test_each_document_of_a_course_file_is_looked_at_and_no_picture(clamd):
    content = {"a.png": HARMFUL, "b.txt": HARMFUL, "c.pdf": b"Hello.", "d.txt": HARMFUL}
    with clamd() as server, pytest.raises(Withheld) as refused:
        bringing(content).scan()
    assert refused.value.problems == [f"b.txt: {FOUND}", f"d.txt: {FOUND}"]
    assert [whole for whole, _pieces in server.seen] == [HARMFUL, b"Hello.", HARMFUL]


def test_while_nobody_can_look_no_file_is_taken(clamd, settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "nobody")
    with pytest.raises(Refused) as refused:
        scan.check(io.BytesIO(b"Hello."))
    said = [str(refused.value)]
    with clamd(silent=True), pytest.raises(Refused) as refused:
        scan.check(io.BytesIO(b"Hello."))
    said.append(str(refused.value))
    assert said == [NOW, NOW]


def test_a_file_that_is_too_long_for_clamd_is_not_taken(clamd):
    with clamd(most=1000), pytest.raises(Refused) as refused:
        scan.check(io.BytesIO(b" " * 5_000_000))
    assert str(refused.value) == NOW


def test_without_a_socket_nobody_is_asked(settings):
    settings.CLAMD_SOCKET = ""
    file = io.BytesIO(HARMFUL)
    scan.check(file)
    assert file.tell() == 0
