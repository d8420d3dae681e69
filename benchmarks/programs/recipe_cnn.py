"""Our recipe ``cnn-adam``: an epoch's seconds with all that we do beside, then the peak memory in MB."""

import csv
import resource
import sys
from dataclasses import replace
from pathlib import Path

from digitpad.training.data.mnist import load_mnist
from digitpad.training.learning.fit import fit
from digitpad.training.learning.recipes import find_recipe
from digitpad.training.learning.run_folder import RunFolder
from digitpad.training.pictures.material import AllOfMnist

recipe = find_recipe("cnn-adam")
settings = replace(recipe.settings, epochs=2)
run = RunFolder(Path(sys.argv[2]) / "cnn-adam.keras")
run.start({}, {})
fit(recipe, settings, AllOfMnist(load_mnist(Path(sys.argv[1])), settings.seed), run)
with open(run.path / "history.csv", newline="") as file:
    print(list(csv.DictReader(file))[-1]["seconds"], flush=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6, flush=True)
