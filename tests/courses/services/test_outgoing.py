import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from courses.services import outgoing
from courses.services.outgoing import answers, may_ask


class Place(BaseHTTPRequestHandler):
    """Somewhere else: its path says what it answers."""

    seen: list[str]

    def do_HEAD(self):
        status = int(self.path.strip("/").split("/")[0 if self.command == "HEAD" else -1])
        self.server.seen.append(f"{self.command} {self.path}")
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/500")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  the server asks for it by this name

    def log_message(self, *args):
        """Not a word."""


@contextmanager
def serving(handler=Place):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def anywhere(address, port):
    return True


def ask(server, path):
    return answers(f"http://127.0.0.1:{server.server_port}{path}", may=anywhere)


@pytest.mark.parametrize(("status", "there"), [(200, True), (403, True), (302, True), (404, False), (410, False)])
def test_a_place_is_there_unless_it_says_that_it_is_gone(status, there):
    with serving() as server:
        assert ask(server, f"/{status}") is there


def test_where_only_the_head_is_refused_the_page_itself_is_asked_for():
    with serving() as server:
        assert ask(server, "/500/200") is True
        assert server.seen == ["HEAD /500/200", "GET /500/200"]
        assert ask(server, "/503") is False


def test_nothing_is_followed():
    with serving() as server:
        ask(server, "/302")
        assert server.seen == ["HEAD /302"]


def test_a_line_cannot_be_put_into_the_request():
    with serving() as server:
        assert ask(server, "/200/\r\n\r\nGET /\t é") is True
        assert server.seen == ["HEAD /200/GET%20/%20%C3%A9"]


def test_whoever_is_silent_is_not_asked_for_the_page_as_well():
    class Hangs(Place):
        def do_HEAD(self):
            self.server.seen.append(self.command)
            self.close_connection = True

        do_GET = do_HEAD  # noqa: N815  the server asks for it by this name

    with serving(Hangs) as server:
        assert ask(server, "/") is False
        assert server.seen == ["HEAD"]


def test_nobody_at_home_is_no_answer():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert answers(f"http://127.0.0.1:{port}/", may=anywhere) is False
    assert answers("http://nowhere.invalid/", may=anywhere) is False


def test_whoever_answers_a_letter_at_a_time_is_cut_off(monkeypatch):
    class Slow(Place):
        def do_HEAD(self):
            try:
                while not stopped.wait(0.02):
                    self.wfile.write(b"H")
            except OSError:
                pass

        do_GET = do_HEAD  # noqa: N815  the server asks for it by this name

    stopped = threading.Event()
    monkeypatch.setattr(outgoing, "AT_MOST", 0.2)
    with serving(Slow) as server:
        try:
            assert ask(server, "/") is False
        finally:
            stopped.set()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fec0::1]/",
        "http://[::10.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:a00:1]/",
        "http://[100:0:0:1::]/",
        "http://[5f00::]/",
        "http://[3fff::1]/",
        "http://224.0.0.1/",
        "http://8.8.8.8:22/",
        "http://8.8.8.8:99999/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "gopher://8.8.8.8/",
        "https:///nothing",
        "not an address",
    ],
)
def test_nothing_inside_is_ever_asked(url, monkeypatch):
    def refused(*args, **kwargs):
        raise AssertionError(f"It connected: {args}")

    monkeypatch.setattr(outgoing.socket, "create_connection", refused)
    assert answers(url) is None


def test_a_name_that_is_answered_otherwise_the_second_time_is_not_looked_up_again(monkeypatch):
    asked = []

    def looked_up(host, port, *args, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with serving() as server:
        monkeypatch.setattr(outgoing.socket, "getaddrinfo", looked_up)
        url = f"http://bounces.example:{server.server_port}/200"
        # The connected address is looked at too: one that was fine when it was looked up is refused on arrival.
        calls = iter([True, False, False])
        assert answers(url, may=lambda address, port: next(calls)) is False
        assert server.seen == []
        assert answers(url, may=anywhere) is True
    assert [host for host in asked if host == "bounces.example"] == ["bounces.example"] * 2


def test_the_web_of_everybody_may_be_asked():
    assert [may_ask(*place) for place in (("93.184.215.14", 443), ("2606:2800:21f:cb07::1", 80))] == [True, True]
