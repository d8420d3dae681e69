"""Downloads, from a server on this machine."""

import hashlib
import http.server
import io
import re
import socket
import sys
import threading
from types import SimpleNamespace

import pytest

from digitpad import texts
from digitpad.errors import DataError
from digitpad.training.data import publishers
from digitpad.training.data import stroke_data as data
from digitpad.training.data.download import fetch, has_sha256
from digitpad.training.data.mnist import load_mnist
from tests.saying import said
from tests.training.publisher_files import mnist_folder, unipen_archive

CONTENT = bytes(range(256)) * 4096  # a megabyte
GOOD = has_sha256(hashlib.sha256(CONTENT).hexdigest())


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        desk = self.server.desk
        asked = self.headers.get("Range")
        desk.requests.append((self.path, asked))
        content = desk.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        start = int(re.fullmatch(r"bytes=(\d+)-", asked)[1]) if asked and desk.knows_ranges else 0
        if start >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self.wfile.write(content[start : desk.breaks_off_at])

    def log_message(self, *arguments):
        pass


@pytest.fixture
def desk():
    """A web server's files, its habits, and what it was asked for."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.desk = SimpleNamespace(files={"/file": CONTENT}, requests=[], knows_ranges=True, breaks_off_at=None)
    server.desk.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.desk
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def nowhere():
    """An address of this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache folder, and no folder of one's own."""
    folder = tmp_path / "cache"
    for module in (data, publishers):
        monkeypatch.setattr(module, "cache_folder", lambda: folder)
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    return folder


def test_download(desk, tmp_path):
    """A file comes whole, into a folder that is made, and is asked for once only."""
    target = tmp_path / "new" / "file"
    for _ in range(2):
        assert fetch([f"{desk.address}/file"], target, GOOD) == target
    assert target.read_bytes() == CONTENT
    assert desk.requests == [("/file", None)]
    assert list(target.parent.iterdir()) == [target]


def test_broken_connection_and_going_on(desk, tmp_path):
    """Half a download is a sentence, leaves no file of the target's name, and the next call asks for the rest only."""
    target = tmp_path / "file"
    desk.breaks_off_at = 300_000
    with pytest.raises(DataError, match="300000 of 1048576 bytes"):
        fetch([f"{desk.address}/file"], target, GOOD)
    assert not target.exists()
    desk.breaks_off_at = None
    fetch([f"{desk.address}/file"], target, GOOD)
    assert target.read_bytes() == CONTENT
    assert desk.requests[1:] == [("/file", "bytes=300000-")]


def test_server_without_ranges(desk, tmp_path):
    """Where a server sends everything again, the half that was there is replaced, not continued."""
    desk.knows_ranges = False
    (tmp_path / "file.part").write_bytes(b"x" * 5000)
    desk.breaks_off_at = 300_000
    with pytest.raises(DataError, match="300000 of 1048576 bytes"):
        fetch([f"{desk.address}/file"], tmp_path / "file", GOOD)
    desk.breaks_off_at = None
    assert fetch([f"{desk.address}/file"], tmp_path / "file", GOOD).read_bytes() == CONTENT


def test_everything_was_there_already(desk, tmp_path):
    """A download that ended just before its check is checked and kept."""
    (tmp_path / "file.part").write_bytes(CONTENT)
    assert fetch([f"{desk.address}/file"], tmp_path / "file", GOOD).read_bytes() == CONTENT


def test_wrong_checksum(desk, tmp_path):
    """Another file than the published one is thrown away, with a sentence, and the next call starts anew."""
    target = tmp_path / "file"
    desk.files["/file"] = CONTENT[:-1] + b"x"
    with pytest.raises(DataError, match=r"file: .*SHA-256 differs"):
        fetch([f"{desk.address}/file"], target, GOOD)
    assert not list(tmp_path.iterdir())
    desk.files["/file"] = CONTENT
    fetch([f"{desk.address}/file"], target, GOOD)
    assert desk.requests[-1] == ("/file", None)


def test_wrong_half(desk, tmp_path):
    """Half of another file, continued, is found out by the checksum."""
    (tmp_path / "file.part").write_bytes(b"x" * 1000)
    with pytest.raises(DataError, match=said(texts.WRONG_CHECKSUM)):
        fetch([f"{desk.address}/file"], tmp_path / "file", GOOD)
    assert not list(tmp_path.iterdir())


def test_second_address(desk, nowhere, tmp_path):
    """Where the first address doesn't answer or hasn't got the file, the next one is asked."""
    addresses = [f"{nowhere}/file", f"{desk.address}/absent", f"{desk.address}/file"]
    assert fetch(addresses, tmp_path / "file", GOOD).read_bytes() == CONTENT


def test_no_address_answers(desk, nowhere, tmp_path):
    """All causes are named in one sentence, with what to do."""
    with pytest.raises(DataError, match=r"connection refused.*not found.*--data or DIGITPAD_DATA") as caught:
        fetch([f"{nowhere}/file", f"{desk.address}/absent"], tmp_path / "file", GOOD)
    assert "\n" not in str(caught.value)


def test_unwritable_folder(desk, tmp_path):
    """A cache that can't be written is a sentence about the file, not about the network."""
    (tmp_path / "taken").write_text("a file stands where the folder should be")
    with pytest.raises(DataError, match=said(texts.CANT_WRITE)):
        fetch([f"{desk.address}/file"], tmp_path / "taken" / "file", GOOD)


def test_progress_on_a_terminal_only(desk, tmp_path, monkeypatch):
    """A terminal sees how far it is; a log file sees nothing."""
    for is_terminal in (True, False):
        shown = io.StringIO()
        shown.isatty = lambda is_terminal=is_terminal: is_terminal
        monkeypatch.setattr(sys, "stderr", shown)
        fetch([f"{desk.address}/file"], tmp_path / f"file {is_terminal}", GOOD)
        assert ("1.0 of 1.0 MB" in shown.getvalue()) is is_terminal
        assert bool(shown.getvalue()) is is_terminal


def serve_mnist(desk, tmp_path, monkeypatch):
    folder = mnist_folder(tmp_path / "published") / "mnist"
    digests = {}
    for path in folder.iterdir():
        desk.files[f"/{path.name}"] = path.read_bytes()
        digests[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    monkeypatch.setattr(publishers, "MNIST_SHA256", digests)
    monkeypatch.setattr(publishers, "MNIST_MIRRORS", (f"{desk.address}/",))


def test_mnist_is_downloaded_once(desk, cache, tmp_path, monkeypatch):
    """Without a folder, MNIST comes from its mirrors into the cache, and from there the next time."""
    serve_mnist(desk, tmp_path, monkeypatch)
    for _ in range(2):
        assert len(load_mnist().train_labels) == 12
    assert len(desk.requests) == 4


def test_no_network_and_no_data(cache, nowhere, monkeypatch):
    """With neither network nor data, one sentence says what is missing and what to do, for each set."""
    monkeypatch.setattr(publishers, "MNIST_MIRRORS", (f"{nowhere}/",))
    monkeypatch.setattr(publishers, "PENDIGITS_ADDRESSES", (f"{nowhere}/p.zip",))
    with pytest.raises(DataError, match=r"train-images-idx3-ubyte.gz can't be downloaded \(connection refused\)"):
        load_mnist()
    with pytest.raises(DataError, match=r"pen\+based.* can't be downloaded"):
        data.load_strokes()


def test_unipen_is_checked_by_what_it_holds(desk, cache, tmp_path, monkeypatch):
    """UniPen has no published checksum: an archive with another number of digits is thrown away."""
    desk.files["/unipen"] = unipen_archive(tmp_path / "unipen.tgz").read_bytes()
    monkeypatch.setattr(publishers, "UNIPEN_ADDRESSES", (f"{desk.address}/unipen",))
    with pytest.raises(DataError, match="holds 3 digits instead of 15953"):
        publishers.fetch_unipen()
    assert not [path for path in cache.rglob("*") if path.is_file()]
    monkeypatch.setattr(publishers, "UNIPEN_DIGITS", 3)
    assert publishers.fetch_unipen().is_file()
