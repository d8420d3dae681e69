"""Averaged weights: the mean of the network over its last epochs, with batch statistics that fit it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

# Enough pictures for steady means and variances: 20 batches of 1,000 at the momentum of 0.95 that the networks have.
STATISTICS_BATCH = 1_000
STATISTICS_BATCHES = 40


class Average:
    """The running mean of a model's weights."""

    def __init__(self) -> None:
        self.count = 0
        self._mean: list[NDArray[np.float64]] = []

    def add(self, model: keras.Model) -> None:
        """Take the model's present weights into the mean."""
        weights = [np.asarray(weight, np.float64) for weight in model.get_weights()]
        self.count += 1
        if self.count == 1:
            self._mean = weights
        else:
            self._mean = [mean + (new - mean) / self.count for mean, new in zip(self._mean, weights, strict=True)]

    def model(self, like: keras.Model, images: NDArray[np.uint8]) -> keras.Model:
        """Return a new model with the mean weights.

        Args:
            like: a model of the same architecture.
            images: (n, 28, 28) uint8 training pictures to take the batch statistics from.
        """
        return with_statistics(like, [mean.astype(np.float32) for mean in self._mean], images)

    def save(self, path: Path) -> None:
        """Write the mean to an .npz."""
        arrays: dict[str, Any] = {f"w{index}": mean for index, mean in enumerate(self._mean)}
        np.savez(path, count=self.count, **arrays)

    @classmethod
    def load(cls, path: Path) -> "Average":
        """Read what :meth:`save` wrote."""
        average = cls()
        with np.load(path, allow_pickle=False) as arrays:
            average.count = int(arrays["count"])
            average._mean = [arrays[f"w{index}"] for index in range(len(arrays.files) - 1)]
        return average


def with_statistics(
    like: keras.Model, weights: Sequence[NDArray[np.float32]], images: NDArray[np.uint8]
) -> keras.Model:
    """Return a new model with these weights, and batch statistics that fit them; the arguments are as above."""
    model = keras.models.clone_model(like)
    model.set_weights(weights)
    for start in range(0, STATISTICS_BATCH * STATISTICS_BATCHES, STATISTICS_BATCH):
        batch = images[start : start + STATISTICS_BATCH]
        if len(batch):
            # In training mode a forward pass renews the moving means and variances, and nothing else.
            model(network_input(batch), training=True)
    return model


@keras.saving.register_keras_serializable("digitpad")
class MovingAdamW(keras.optimizers.AdamW):  # type: ignore[misc]  # Keras has no types
    """AdamW beside which a moving average of the weights goes along.

    Keras would put the average in the weights' place after every epoch, and training would go on from there.
    """

    def finalize_variable_values(self, var_list: Any) -> None:
        """Leave the weights as they are."""

    def averages(self, model: keras.Model) -> list[NDArray[np.float32]]:
        """Return the weights of a model that this optimiser trains, in the model's order: averages where it has any."""
        places = {variable.path: place for place, variable in enumerate(model.trainable_variables)}
        means = self._model_variables_moving_average
        return [
            keras.ops.convert_to_numpy(means[places[variable.path]] if variable.path in places else variable)
            for variable in model.weights
        ]


def network_input(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn (n, 28, 28) uint8 pictures, or (n, 28, 28, c) planes, into the (n, 28, 28, c) float32 0..1 of networks."""
    pictures = (images[..., None] if images.ndim == 3 else images).astype(np.float32)
    pictures /= np.float32(255)  # in place: 60,000 pictures are 188 MB, and a second copy would be the peak
    return pictures
