"""`fanews serve`: paste a text in the browser and see it taken apart.

The page is on this machine alone: the server listens on the loopback address, answers only requests that name it as
their host (so that a page of the web cannot reach it under a name of its own) and only forms of its own page, keeps
nothing, and its pages may load nothing and run no script.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from .article import parse
from .render import document, fragment, style

LARGEST = 1_000_000  # bytes of a form
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer, the page's own form would come from nowhere
    "Cache-Control": "no-store",
}
_EXAMPLE = """بازسازی مدارس سیل زده تا پایان شهریور
به گزارش خبرنگار ایسنا، مریم کاظمی رئیس سازمان نوسازی مدارس گفت:«کار ۱۲۰ مدرسه را شروع كرده ايم».
وی افزود: تاکنون ۴۵ میلیارد تومان هزینه شده است و بچه ها اول مهر سر کلاس میروند."""


def serve(port: int, started: Callable[[str], object]) -> None:
    """Serve the page until interrupted; `started` is called with its address once it can be opened.

    Port 0 is any that is free. Raises OSError or OverflowError when the port cannot be had.
    """
    with ThreadingHTTPServer(("127.0.0.1", port), _Handler) as server:
        server.daemon_threads = True
        started(f"http://127.0.0.1:{server.server_port}/")
        with suppress(KeyboardInterrupt):
            server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    timeout = 20  # seconds in which a request must be there
    server_version, sys_version = "fanews", ""

    def do_GET(self) -> None:
        if self._welcome():
            self._page(_EXAMPLE, "")

    def do_POST(self) -> None:
        if not self._welcome():
            return
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "The form has no length.")
        elif len(length) > 9 or int(length) > LARGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A form may have {LARGEST:,} bytes.")
        else:
            form = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace"))
            text = form.get("text", [""])[0].replace("\r\n", "\n")
            self._page(text, fragment(parse(text)) if text.strip() else "")

    def _welcome(self) -> bool:
        """Whether the request is for this server, from its own page; refuses it if not."""
        port = self.connection.getsockname()[1]
        hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")]
        if self.headers.get("Host") not in hosts:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "This page is on 127.0.0.1 alone.")
        elif self.headers.get("Origin") not in (None, *(f"http://{host}" for host in hosts)):
            self._refuse(HTTPStatus.FORBIDDEN, "Another page sent this form.")
        elif self.path != "/":
            self._refuse(HTTPStatus.NOT_FOUND, "There is only one page: /")
        else:
            return True
        return False

    def _page(self, text: str, shown: str) -> None:
        form = (
            '<form class="fn-try" method="post" action="/"><p><label for="text">متن خبر را اینجا بگذارید:</label></p>'
            f'<textarea id="text" name="text" rows="{5 if shown else 14}" dir="auto" required>\n'
            f"{escape(text)}</textarea>\n<p><button>بخوان</button></p></form>"
        )
        self._send(HTTPStatus.OK, document("fanews", style() + form + shown), "text/html")

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self.close_connection = True
        self._send(status, why + "\n", "text/plain")

    def _send(self, status: HTTPStatus, body: str, kind: str) -> None:
        data = body.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        with suppress(ConnectionError):  # the reader has gone elsewhere
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what is pasted is nobody's business."""
