"""A print reaches nothing but our own style sheets and fonts, whatever the HTML says."""

import base64
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from accountability.printing.pdf import PdfError, print_html
from accountability.printing.render_child import render

SECRET = "CANARY-7f3a"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}</svg>'


class Listener(ThreadingHTTPServer):
    """Counts who calls and redirects or answers with a canary."""

    hits: list[str]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.hits.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(SECRET.encode())

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener(("127.0.0.1", 0), Handler)
    server.hits = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def nested_svg(address: str) -> str:
    image = SVG.format(f' width="9" height="9"><image xlink:href="{address}" width="9" height="9"/>')
    return "data:image/svg+xml;base64," + base64.b64encode(image.encode()).decode()


FATAL = {
    "css": '<link rel="stylesheet" href="{}">',
    "import": "<style>@import url({});</style>",
    "font": "<style>@font-face{{font-family:x;src:url({})}} p{{font-family:x}}</style><p>chữ</p>",
    "background": '<p style="background:url({})">chữ</p>',
    "list image": '<ul style="list-style-image:url({})"><li>chữ</li></ul>',
    "border image": '<p style="border:1px solid;border-image:url({}) 1">chữ</p>',
    "content": "<style>p::before{{content:url({})}}</style><p>chữ</p>",
    "page box": "<style>@page{{@top-left{{content:url({})}}}}</style><p>chữ</p>",
    "img": '<img src="{}">',
    "picture": '<img srcset="{} 2x" src="{}">',
    "object": '<object data="{}"></object>',
    "embed": '<embed src="{}">',
    "svg image": SVG.format(' width="9" height="9"><image xlink:href="{}" width="9" height="9"/>'),
    "attachment": '<link rel="attachment" href="{}">',
    "attachment anchor": '<a rel="attachment" href="{}">chữ</a>',
}
# WeasyPrint does not load these at all; should it begin to, the listener hears it.
SILENT = {
    "iframe": '<iframe src="{}"></iframe>',
    "svg use": SVG.format('><use xlink:href="{}#x"/>'),
    "svg style": SVG.format("><style>@import url({});</style><rect/>"),
    "script": '<script src="{}"></script>',
    "refresh": '<meta http-equiv="refresh" content="0;url={}">',
    "video": '<video src="{}" poster="{}"></video>',
    "anchor": '<a href="{}">chữ</a>',
}


def printed(markup: str) -> bytes:
    """What the child process does, in this process: a start of it costs a second each."""
    return render([markup], 0, Path(settings.BASE_DIR) / "static")[1]


REFUSED = (FatalURLFetchingError, ValueError)
WORDS = "not allowed in a print"


def assert_clean(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    assert dict(reader.attachments) == {}
    assert SECRET not in "".join(page.extract_text() for page in reader.pages)
    assert b"/EmbeddedFile" not in pdf


@pytest.mark.parametrize("vector", FATAL)
@pytest.mark.parametrize("place", ["http", "file"])
def test_a_forbidden_address_ends_the_job_unread(
    vector: str, place: str, listener: Listener, tmp_path: Path
) -> None:
    (tmp_path / "secret.svg").write_text(SECRET)
    address = (
        f"http://127.0.0.1:{listener.server_port}/x.svg"
        if place == "http"
        else (tmp_path / "secret.svg").as_uri()
    )
    with pytest.raises(REFUSED, match=WORDS):
        printed(FATAL[vector].replace("{{", "{").replace("}}", "}").replace("{}", address))
    assert listener.hits == []


def test_what_is_not_loaded_at_all_leaves_no_trace(listener: Listener, tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(SECRET)
    address = f"http://127.0.0.1:{listener.server_port}/x.svg"
    vectors = [
        vector.replace("{}", each)
        for vector in SILENT.values()
        for each in (address, (tmp_path / "secret.svg").as_uri())
    ]
    assert_clean(printed("".join(vectors)))
    assert listener.hits == []


@pytest.mark.parametrize(
    "address",
    [
        "asset:../config/settings/base.py",
        "asset:print/../../manage.py",
        "asset:fonts/tinos/LICENSE.txt",
        "asset:vendor/htmx/htmx.min.js",
        "ASSET:print/nd30.css",
        "ftp://127.0.0.1/x",
        "gopher://127.0.0.1/x",
        "jar:file:///etc/passwd",
        "//127.0.0.1/x",
        "/etc/hostname",
        "nd30.css",
    ],
)
def test_no_path_leads_out_of_the_table_of_assets(address: str) -> None:
    markup = f'<base href="asset:print/x"><img src="{address}"><p>chữ</p>'
    with pytest.raises(REFUSED, match=WORDS):
        printed(markup)


def test_the_child_process_says_in_vietnamese_that_it_refused(listener: Listener) -> None:
    with pytest.raises(PdfError, match="Không tạo được tệp PDF: lỗi khi dựng trang in"):
        print_html(f'<img src="http://127.0.0.1:{listener.server_port}/x.svg">')
    assert listener.hits == []


def test_a_nested_image_cannot_reach_further(listener: Listener) -> None:
    address = f"http://127.0.0.1:{listener.server_port}/x.svg"
    with pytest.raises(REFUSED, match=WORDS):
        printed(f'<img src="{nested_svg(address)}">')
    assert listener.hits == []


def test_data_cannot_be_attached() -> None:
    with pytest.raises(REFUSED, match=WORDS):
        printed('<link rel="attachment" href="data:text/plain,x"><p>chữ</p>')
    with pytest.raises(REFUSED, match=WORDS):
        printed('<a rel="attachment" href="data:text/plain,x">chữ</a>')


def test_a_picture_inside_the_page_and_our_assets_are_served() -> None:
    image = SVG.format(' width="9" height="9"><rect width="9" height="9"/>')
    data = "data:image/svg+xml;base64," + base64.b64encode(image.encode()).decode()
    pdf = printed(f'<link rel="stylesheet" href="asset:print/fonts.css"><img src="{data}"><p>chữ</p>')
    assert_clean(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_the_listener_would_have_heard_a_call(listener: Listener) -> None:
    """The negative control: the address is alive and the default fetcher reads it."""
    import subprocess
    import sys

    address = f"http://127.0.0.1:{listener.server_port}/x.svg"
    script = f"import weasyprint; weasyprint.HTML(string='<img src=\"{address}\">').write_pdf()"
    done = subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, capture_output=True)
    assert done.returncode == 0
    assert listener.hits == ["/x.svg"]
