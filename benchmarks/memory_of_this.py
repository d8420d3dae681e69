"""How much memory this process has."""

import sys
from pathlib import Path


def resident_megabytes() -> float:
    """Return the memory that this process has in RAM, in MB (10⁶ bytes); on Linux only."""
    if not sys.platform.startswith("linux"):
        raise SystemExit("Memory is measured on Linux only.")
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kibibytes) * 1024 / 1e6
