"""Fetches a file so that it lies there whole and checked or not at all, and goes on where it was cut off."""

import contextlib
import http.client
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from digitpad import __version__, texts
from digitpad.bundled import is_packaged
from digitpad.errors import DataError
from digitpad.training.data.sources import sha256_of

PART_SUFFIX = ".part"
CHUNK_BYTES = 1 << 18  # four progress steps a megabyte
TIMEOUT_SECONDS = 30
# Some servers turn away Python's own name.
HEADERS = {"User-Agent": f"digitpad/{__version__}", "Accept-Encoding": "identity"}

Check = Callable[[Path], None]


def has_sha256(expected: str) -> Check:
    """Return a check that a file has this SHA-256."""

    def check(path: Path) -> None:
        if sha256_of(path) != expected:
            raise DataError(texts.WRONG_CHECKSUM)

    return check


def fetch(addresses: Sequence[str], target: Path, check: Check) -> Path:
    """Download a file unless it is there already.

    What arrives is kept in a ``.part`` file beside the target, so that the next call asks for the rest only. The target
    appears in one step, after the check.

    Args:
        addresses: where it is published; the next is tried when one can't be reached.
        target: the file to make; its folder is made too.
        check: raises DataError for a file that isn't what it should be.

    Returns:
        The target.

    Raises:
        DataError: if no address answers, the connection breaks, the check fails or the disk is full.
    """
    if target.is_file():
        return target
    if is_packaged():
        raise DataError(texts.NO_DOWNLOAD_PACKAGED.format(file=target.name))
    part = target.with_name(target.name + PART_SUFFIX)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _from_first_that_answers(addresses, part)
        _check_or_remove(part, check, target)
        os.replace(part, target)
    except OSError as error:
        raise DataError(texts.cannot_write(target, error)) from error
    return target


def _check_or_remove(part: Path, check: Check, target: Path) -> None:
    try:
        check(part)
    except DataError as error:
        part.unlink(missing_ok=True)  # nothing in it can be trusted
        raise DataError(texts.about_file(target.name, str(error))) from error


def _from_first_that_answers(addresses: Sequence[str], part: Path) -> None:
    causes: list[str] = []
    for address in addresses:
        try:
            _download(address, part)
        except (urllib.error.URLError, http.client.HTTPException) as error:
            causes.append(_cause(error))
        else:
            return
    name = part.name.removesuffix(PART_SUFFIX)
    raise DataError(texts.NO_DOWNLOAD.format(file=name, cause=", ".join(dict.fromkeys(causes))))


def _cause(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    words = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return str(words).rstrip(".").lower()


def _download(address: str, part: Path) -> None:
    have = part.stat().st_size if part.is_file() else 0
    try:
        response = _opened(address, have)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise
        # What is there is as long as the whole file: an earlier call ended before its check.
        return
    with response:
        resumed = response.status == http.HTTPStatus.PARTIAL_CONTENT
        have = have if resumed else 0  # a server that knows no ranges sends everything again
        length = response.headers.get("Content-Length")
        total = have + int(length) if length else None
        with part.open("ab" if resumed else "wb") as file, _progress(part, total) as show:
            for chunk in _chunks(response):
                file.write(chunk)
                have += len(chunk)
                show(have)
    if total is not None and have < total:
        raise http.client.HTTPException(texts.CUT_OFF.format(found=have, expected=total))


def _opened(address: str, start: int) -> Any:
    headers = {**HEADERS, "Range": f"bytes={start}-"} if start else HEADERS
    try:
        return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=TIMEOUT_SECONDS)
    except urllib.error.URLError:
        raise
    except OSError as error:  # a broken connection is no trouble with the disk
        raise urllib.error.URLError(error) from error


def _chunks(response: IO[bytes]) -> Iterator[bytes]:
    while True:
        try:
            chunk = response.read(CHUNK_BYTES)
        except OSError as error:
            raise urllib.error.URLError(error) from error
        if not chunk:
            return
        yield chunk


@contextlib.contextmanager
def _progress(part: Path, total: int | None) -> Iterator[Callable[[int], None]]:
    """Give a function that keeps one line on the terminal current; it says nothing where there is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _have: None
        return

    name = part.name.removesuffix(PART_SUFFIX)

    def show(have: int) -> None:
        amount = f"{have / 1e6:.1f} MB" if total is None else f"{have / 1e6:.1f} of {total / 1e6:.1f} MB"
        print(f"\r{texts.DOWNLOADING.format(file=name, amount=amount)}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print(file=sys.stderr)
