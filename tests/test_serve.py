"""`fanews serve`: it answers its own page and nobody else."""

from __future__ import annotations

import http.client
import threading
from html import unescape
from urllib.parse import urlencode

import pytest

from fanews.cli import main
from fanews.serve import LARGEST, serve


@pytest.fixture(scope="module")
def port() -> int:
    """The port of a server that runs as long as the tests do."""
    address: list[str] = []
    ready = threading.Event()
    thread = threading.Thread(target=serve, args=(0, lambda a: (address.append(a), ready.set())), daemon=True)
    thread.start()
    assert ready.wait(10)
    return int(address[0].rstrip("/").rpartition(":")[2])


def ask(
    port: int, method: str = "GET", path: str = "/", body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8")
    finally:
        connection.close()


def form(text: str) -> bytes:
    return urlencode({"text": text}).encode("ascii")


def test_the_page_and_what_it_may_load(port: int) -> None:
    status, headers, page = ask(port)
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
    assert '<form class="fn-try" method="post" action="/">' in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_text_is_taken_apart(port: int) -> None:
    text = "\nوزیر نیرو گفت:سدها پر ميشود. </textarea><script>1</script>"
    status, _, page = ask(port, "POST", body=form(text))
    assert status == 200
    assert page.count("<mark ") == 1
    assert "<script" not in page
    kept = page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    assert unescape(kept) == text
    assert ask(port, "POST", body=form(" "))[2].count("<article") == 0
    assert ask(port, "POST", body=b"%ff=&text=%ed%a0%80&&&text")[0] == 200


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (421, {"Host": "evil.example"}),
        (421, {"Host": "127.0.0.1:1"}),
        (403, {"Origin": "https://evil.example"}),
        (403, {"Origin": "null"}),
        (403, {"method": "POST", "body": form("متن"), "Origin": "http://127.0.0.1:1"}),
        (404, {"path": "/etc/passwd"}),
        (404, {"path": "/../x", "method": "POST", "body": b""}),
        (413, {"method": "POST", "Content_Length": str(LARGEST + 1)}),
        (413, {"method": "POST", "Content_Length": "9" * 5000}),
        (411, {"method": "POST", "Content_Length": "-1"}),
        (411, {"method": "POST", "Transfer_Encoding": "chunked"}),
        (501, {"method": "PUT", "body": b"x"}),
    ],
)
def test_what_it_refuses(port: int, status: int, request_: dict[str, str]) -> None:
    assert ask(port, **request_)[0] == status  # type: ignore[arg-type]


def test_its_own_page_may_ask_by_either_name(port: int) -> None:
    for name in ("127.0.0.1", "localhost"):
        host = f"{name}:{port}"
        assert ask(port, "POST", body=form("متن"), Host=host, Origin=f"http://{host}")[0] == 200


def test_a_port_that_cannot_be_had_is_one_line(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    for taken in (port, 70_000):
        assert main(["serve", "--port", str(taken)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
