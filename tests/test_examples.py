"""What lies in examples/ runs as its own text says."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.commands.running import picture

ROOT = Path(__file__).resolve().parent.parent


def test_two_workers_of_a_cluster_read_a_folder(tmp_path):
    """Each part becomes a file of results, in the order of the scans; a bad file is a sentence among them."""
    scans, out = tmp_path / "scans", tmp_path / "results"
    scans.mkdir()
    for number in range(10):
        picture(number).save(scans / f"{number}.png")
    (scans / "10.png").write_text("no picture")
    command = [sys.executable, "examples/many_machines.py", scans, "--out", out, "--workers", "2", "--part", "4"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "11 files, 3 parts" in done.stdout
    lines = [line for path in sorted(out.iterdir()) for line in path.read_text().splitlines()]
    found = [json.loads(line) for line in lines]
    assert [Path(each["file"]).name for each in found] == [f"{number}.png" for number in range(11)]
    assert [each.get("text") for each in found] == [*"0123456789", None]
    assert "error" in found[-1]
