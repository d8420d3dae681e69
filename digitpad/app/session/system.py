"""Questions to the system, by its own commands."""

import shutil
import subprocess

PATIENCE = 3.0  # seconds; a question that hangs is no answer


def said(*command: str) -> str:
    """Return what a command prints; "" where there is none, and where it hangs."""
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
