"""Trains a recipe several times on the same pictures, side by side: on a GPU with many cores beside it, say.

    python -m digitpad.training.studies.several --recipe digitpad --seeds 1 2 3 --epochs 90 --pool 32 --makers 12 \
        --batch 1024 --learning-rate 4e-3 --ema 0.999 --teacher teacher0.keras teacher1.keras --out runs

All cores draw the pool's epochs, once, into files; one process has the teachers answer them, once; and the trainings,
each from weights of its own, read both. Each leaves a run's folder that ``digitpad train --resume`` finishes: it sets
the thresholds, measures and writes the model file.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.learning.recipes import Recipe, find_recipe
from digitpad.training.learning.settings import Settings
from digitpad.training.pictures.ahead import Pooled
from digitpad.training.pictures.kept import Kept, awaited, draw_all
from digitpad.training.pictures.material import Material, StrokeMaterial

# Nothing here imports Keras at the top: the processes that draw import this module, too.
if TYPE_CHECKING:
    from digitpad.training.learning.distilling import Answers

MATERIAL_SEED = 1


class Heard:
    """Teachers' answers that another process computes.

    Args:
        folder: of their files.
        source: of the epochs.
    """

    def __init__(self, folder: Path, source: Pooled) -> None:
        self.folder, self.source = folder, source

    def path(self, number: int) -> Path:
        """Return the file of an epoch's answers."""
        return self.folder / f"answers-{self.source.place(number)}.npy"

    def answers(self, number: int, _images: Any) -> "Answers":
        """Return what the teachers say of an epoch's pictures, as soon as they have said it."""
        import numpy as np

        return np.asarray(np.load(awaited(self.path(number)), allow_pickle=False), np.float32)


def places(source: Pooled, epochs: int) -> list[int]:
    """Return the numbers of the epochs that a training of so many shows, each once, in the order of their first use."""
    return list(dict.fromkeys(source.place(number) for number in range(epochs)))


def teach(files: Sequence[str], kept: Kept, heard: Heard, numbers: Sequence[int]) -> None:
    """Have teachers answer all epochs, in the order in which they are needed."""
    import numpy as np

    from digitpad.training.learning.distilling import Teachers
    from digitpad.training.learning.run_folder import atomically

    teachers = Teachers(files)
    for number in numbers:
        answers = teachers.answers(kept.epoch(number)[0])
        with atomically(heard.path(number)) as temporary:
            np.save(temporary, answers.astype(np.float16))


def learn(recipe: Recipe, settings: Settings, kept: Kept, heard: Heard | None, out: Path, data: Path | None) -> None:
    """Train once, into a run's folder."""
    from digitpad.training.learning.fit import fit
    from digitpad.training.learning.run_folder import RunFolder
    from digitpad.training.learning.train import noted, origin_of

    run = RunFolder(out)
    run.start(noted(recipe, settings), origin_of(recipe, load_mnist(data), load_strokes(data)))
    fit(recipe, settings, kept, run, heard)


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, teach and learn; return when all trainings have ended."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--recipe", default="digitpad", choices=("digitpad", "digitpad-strokes", "digitpad-teacher"))
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3], help="none to draw the pool only")
    parser.add_argument("--makers", type=int, default=1, help="0 where another command draws the same pool")
    parser.add_argument("--teacher", nargs="*", default=[])
    parser.add_argument("--start-from", nargs="*", default=[], help="a .keras file for each seed, to train further")
    parser.add_argument("--pictures", type=Path, help="a folder for the pool, in memory if there is room")
    parser.add_argument("--out", type=Path, default=Path("runs"))
    parser.add_argument("--data", type=Path)
    for name, kind in (("epochs", int), ("batch", int), ("learning_rate", float), ("ema", float), ("pool", int)):
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind)
    parser.add_argument("--precision", choices=("float32", "mixed_bfloat16"))
    parser.add_argument("--closing", type=float, help="the share of the epochs that is mostly plain")
    parser.add_argument("--turning", type=float, help="of pen strokes, in degrees")
    parser.add_argument("--coarse", type=float, help="how often the points of pen strokes are thinned")
    parser.add_argument("--doodles", type=int, help="in an epoch")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _side_by_side(given, given.pictures or Path(folder))


def _side_by_side(given: argparse.Namespace, folder: Path) -> None:
    recipe = find_recipe(given.recipe)
    mix = replace(recipe.settings.mix, limit=given.limit, **_named(given, "closing", "turning", "coarse", "doodles"))
    changed = _named(given, "epochs", "batch", "learning_rate", "ema", "pool", "precision")
    settings = replace(recipe.settings, **changed, teacher=tuple(given.teacher), mix=mix)
    strokes = load_strokes(given.data)
    source: Material | StrokeMaterial
    if recipe.trainer == "strokes":
        source = StrokeMaterial(strokes, settings.mix, MATERIAL_SEED, settings.epochs)
    else:
        source = Material(load_mnist(given.data), strokes, settings.mix, MATERIAL_SEED, settings.epochs)
    pooled = Pooled(source, settings.pool or settings.epochs, source.closing_from)
    kept, numbers = Kept(pooled, folder), places(pooled, settings.epochs)
    heard = Heard(folder, pooled) if given.teacher else None
    context = get_context("spawn")
    tasks: list[tuple[Any, tuple[Any, ...]]] = [(teach, (given.teacher, kept, heard, numbers))] if heard else []
    starts = [*given.start_from, *[""] * len(given.seeds)]
    for seed, start in zip(given.seeds, starts, strict=False):
        out = given.out / f"{recipe.name}-{seed}.keras"
        tasks.append((learn, (recipe, replace(settings, seed=seed, start_from=start), kept, heard, out, given.data)))
    processes = [context.Process(target=target, args=args) for target, args in tasks]
    for process in processes:
        process.start()
    if given.makers:
        draw_all(source, numbers, folder, given.makers)
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SystemExit(1)


def _named(given: argparse.Namespace, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(given, name)) is not None}


if __name__ == "__main__":
    main()
