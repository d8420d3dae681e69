"""Runs before the packaged program: windowed on Windows it has no standard streams, and writing there must not fail."""

import os
import sys

for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
    if getattr(sys, name) is None:
        setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 -- open as long as the program runs
