"""Reads scans with Dask: on this machine, or on all that a scheduler has, each of which sees the scans.

    python examples/many_machines.py /shared/scans --out /shared/results
    python examples/many_machines.py /shared/scans --out /shared/results --scheduler tcp://scheduler:8786

The results are JSON Lines, a file for each part, in the order of the scans. pip install "digitpad[cluster]".
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import dask.bag
from dask.distributed import Client, LocalCluster

import digitpad
from digitpad.folders.finding import found_files

# So many pages are read before results are written: some minutes' work, which is done anew where a machine fails.
PART = 500


def read_part(paths: Iterable[str]) -> Iterator[str]:
    """Read one part in this process; its Recognizer stays for the next part."""
    for path, reading, error, _lost in digitpad.read_files(paths, workers=1):
        said = {} if reading is None else {"text": reading.text, "confidence": round(reading.confidence, 4)}
        yield json.dumps({"file": path, **said, **({} if error is None else {"error": str(error)})})


def main() -> None:
    """Read what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scans", nargs="+", help="folders or files that every machine sees under the same name")
    parser.add_argument("--out", type=Path, required=True, help="a folder for the results")
    parser.add_argument("--scheduler", help="of a cluster; by default one is started on this machine")
    parser.add_argument("--workers", type=int, help="of that cluster, by default one for each core")
    parser.add_argument("--part", type=int, default=PART, help="how many files are one task")
    given = parser.parse_args()

    paths = [each for each in found_files(given.scans, recursive=True) if isinstance(each, str)]
    given.out.mkdir(parents=True, exist_ok=True)
    # One thread in each process: the processes share out the cores.
    cluster = given.scheduler or LocalCluster(given.workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster):
        parts = dask.bag.from_sequence(paths, partition_size=given.part).map_partitions(read_part)
        written = parts.to_textfiles(str(given.out / "*.jsonl"), name_function="{:06d}".format)
    print(f"{len(paths)} files, {len(written)} parts in {given.out}")


if __name__ == "__main__":
    main()
