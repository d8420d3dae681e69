"""How long a test waits for what must come, before it says that it waited in vain."""

import time

# Seconds: far beyond what anything takes on a machine that does much else. Only a test that fails waits so long.
PATIENCE = 120


def until(condition):
    """Wait until another process has brought a condition about, which nothing but a look can tell."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)
