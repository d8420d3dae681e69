"""Training in bfloat16: a step of it learns what a float32 step does, and leaves nothing behind."""

import keras
import numpy as np
import pytest

from digitpad.training.learning.fit import fit
from digitpad.training.learning.networks import digitpad_net
from digitpad.training.learning.precision import BFLOAT16, precision
from digitpad.training.learning.recipes import OURS
from digitpad.training.learning.run_folder import RunFolder
from digitpad.training.learning.settings import Settings


class _Noise:
    """Four batches of grey noise, in which nothing can be learnt but the labels' shares."""

    takes_long = False

    def epoch(self, number):
        rng = np.random.default_rng(number)
        return rng.integers(0, 256, (64, 28, 28), np.uint8), rng.integers(0, 11, 64)

    def validation(self):
        return self.epoch(1_000)


def _policies(model):
    return {layer.dtype_policy.name for layer in model.layers}


def test_the_policy_holds_only_while_a_network_is_built():
    """Afterwards Keras builds float32 layers again; scores are float32 within, too."""
    with precision(BFLOAT16):
        rounded = digitpad_net()
    assert _policies(rounded) == {BFLOAT16, "float32"}
    assert rounded.outputs[0].dtype == "float32"
    assert _policies(digitpad_net()) == {"float32"}


def test_an_unfinished_step_takes_the_policy_back():
    """An error while a network is built doesn't leave the policy behind."""
    with pytest.raises(ZeroDivisionError), precision(BFLOAT16):
        _ = 1 / 0
    assert keras.config.dtype_policy().name == "float32"


def test_rounded_scores_and_statistics_are_those_of_float32():
    """With the same weights, a pass in training mode gives nearly the same scores and moves the statistics as far."""
    exact = digitpad_net()
    with precision(BFLOAT16):
        rounded = digitpad_net()
    rounded.set_weights(exact.get_weights())
    images = np.random.default_rng(1).random((256, 28, 28, 1), np.float32)
    keras.utils.set_random_seed(1)
    wanted = np.asarray(exact(images, training=False))
    np.testing.assert_allclose(np.asarray(rounded(images, training=False)), wanted, atol=0.02)
    for model in (exact, rounded):
        model(images, training=True)
    for one, other in zip(exact.get_weights(), rounded.get_weights(), strict=True):
        np.testing.assert_allclose(other, one, rtol=0.02, atol=0.003)


def test_the_model_that_is_kept_is_plain(tmp_path):
    """What a rounded training leaves opens in bare Keras: float32, its own layers, no name of ours."""
    run = RunFolder(tmp_path / "m.keras")
    settings = Settings(epochs=2, batch=16, optimizer="adamw", precision=BFLOAT16)
    run.start({}, {})
    model = fit(OURS, settings, _Noise(), run)
    assert _policies(model) == {"float32"}
    assert {type(layer).__module__.partition(".")[0] for layer in model.layers} == {"keras"}
    assert {type(layer).__name__ for layer in model.layers} == {type(layer).__name__ for layer in digitpad_net().layers}


def test_a_rounded_training_goes_on(tmp_path):
    """Its checkpoint opens with the layers of its own, and the second epoch follows the first."""
    run = RunFolder(tmp_path / "m.keras")
    settings = Settings(epochs=2, batch=16, optimizer="adamw", precision=BFLOAT16)
    run.start({}, {})
    fit(OURS, Settings(epochs=1, batch=16, optimizer="adamw", precision=BFLOAT16), _Noise(), run)
    again = RunFolder(tmp_path / "m.keras")
    again.resume({})
    fit(OURS, settings, _Noise(), again)
    assert [row["epoch"] for row in again.history] == [1, 2]
