"""Runs before the packaged program and mends what a Python of its own would find in order."""

import os
import sys

# Windowed on Windows there are no standard streams, and writing there must not fail.
for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
    if getattr(sys, name) is None:
        setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 -- open as long as the program runs

# Without a locale Tcl takes paths for Latin-1 and misses its own files under others: UTF-8 is set, as PEP 538 does.
if sys.platform == "linux" and not os.environ.get("LC_ALL"):
    if (os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "C") in ("C", "POSIX"):
        os.environ["LC_CTYPE"] = "C.UTF-8"
