"""What a training leaves on disk while it runs, so that it can be killed at any moment and resumed.

Beside the model file that is being made, ``NAME.run/`` holds ``settings.json`` (settings, versions, data hashes, git
revision), ``history.csv`` (a row an epoch), ``curves.png``, ``best.keras``, and the newest checkpoint. A file is
written under another name and then renamed, so a half-written one never takes the place of a good one.
"""

import contextlib
import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from digitpad import texts
from digitpad.errors import UserError

COLUMNS = ("epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds")
Row = dict[str, float | None]


@contextlib.contextmanager
def atomically(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder, which takes the place of ``path`` when all went well.

    Raises:
        UserError: if the file can't be written, because the disk is full, say; ``path`` is then as it was.
    """
    # The suffix stays: Keras tells a file's format by it.
    temporary = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise UserError(texts.cannot_write(path, error)) from error
    finally:
        with contextlib.suppress(OSError):
            if temporary.is_dir():
                shutil.rmtree(temporary)
            else:
                temporary.unlink(missing_ok=True)


def write_json(path: Path, document: Any) -> None:
    """Write JSON for people, atomically."""
    with atomically(path) as temporary:
        temporary.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


class RunFolder:
    """The folder of one training.

    Args:
        out: the model file that the training makes; the folder stands beside it.

    Attributes:
        facts: versions, hashes and the like, of where the training began.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.path = out.with_suffix(".run")
        self.best = self.path / "best.keras"
        self.history: list[Row] = []
        self.best_score: float | None = None
        self.checkpoint: Path | None = None
        self.facts: dict[str, Any] = {}

    def start(self, settings: dict[str, Any], facts: dict[str, Any]) -> None:
        """Empty the folder and note what is about to be trained.

        Args:
            settings: what must be the same when the training is resumed.
            facts: versions, hashes and the like.
        """
        shutil.rmtree(self.path, ignore_errors=True)
        self.facts = facts
        write_json(self.path / "settings.json", {"settings": settings, **facts})

    def resume(self, settings: dict[str, Any]) -> None:
        """Find the newest checkpoint.

        Raises:
            UserError: where there is none, or where it was trained with other settings.
        """
        try:
            self.facts = json.loads((self.path / "settings.json").read_text(encoding="utf-8"))
            noted = self.facts.pop("settings")
            state = json.loads((self.path / "state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError):
            raise UserError(texts.about_file(self.path, texts.NOTHING_TO_RESUME)) from None
        changed = [name for name in settings if settings[name] != noted.get(name)]
        if changed:
            raise UserError(
                texts.OTHER_SETTINGS.format(
                    name=changed[0], before=noted.get(changed[0]), now=settings[changed[0]], folder=self.path
                )
            )
        self.history, self.best_score = state["history"], state["best_score"]
        self.checkpoint = self.path / state["checkpoint"]

    def save(self, row: Row, write: Callable[[Path], None]) -> None:
        """Add an epoch: its row of the history, and a checkpoint.

        The state file is replaced last and names the checkpoint, so the two always fit together.

        Args:
            row: of the history.
            write: puts the checkpoint's files into the folder that it is given.
        """
        self.history.append(row)
        checkpoint = self.path / f"checkpoint-{len(self.history)}"
        with atomically(checkpoint) as temporary:
            temporary.mkdir()
            write(temporary)
        with atomically(self.path / "history.csv") as temporary, open(temporary, "w", newline="") as file:
            table = csv.DictWriter(file, COLUMNS)
            table.writeheader()
            table.writerows(self.history)
        write_json(
            self.path / "state.json",
            {"checkpoint": checkpoint.name, "best_score": self.best_score, "history": self.history},
        )
        if self.checkpoint is not None and self.checkpoint != checkpoint:
            shutil.rmtree(self.checkpoint, ignore_errors=True)
        self.checkpoint = checkpoint
