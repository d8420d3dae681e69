"""Training in bfloat16, which takes half the time on a processor that has instructions for it.

Weights, batch statistics and the loss stay float32; activations and their gradients are rounded (Micikevicius et al.,
"Mixed precision training", ICLR 2018; Kalamkar et al., "A study of BFLOAT16 for deep learning training", 2019).
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import keras
from keras import layers

BFLOAT16 = "mixed_bfloat16"


@contextlib.contextmanager
def precision(policy: str) -> Iterator[None]:
    """Build layers under one of Keras' policies of precision, "float32" or "mixed_bfloat16", and go back."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


def batch_normalization(momentum: float) -> layers.BatchNormalization:
    """Return Keras' own layer or, in bfloat16 on TensorFlow, the fused one."""
    rounded = keras.config.dtype_policy().name == BFLOAT16 and keras.config.backend() == "tensorflow"
    return (FusedBatchNormalization if rounded else layers.BatchNormalization)(momentum=momentum)


@keras.saving.register_keras_serializable("digitpad")
class FusedBatchNormalization(layers.BatchNormalization):  # type: ignore[misc]  # Keras has no types
    """Batch normalisation in one operation of TensorFlow's.

    Keras writes it as a dozen operations on float32 copies of all activations, which would take longer than the
    convolutions do in bfloat16. Its weights are those of Keras' own layer, in the same order.
    """

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """Normalise; in training by the batch's own statistics, which move the running ones."""
        if not training:
            return super().call(inputs, training=training, mask=mask)
        import tensorflow as tf

        normalised, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
            x=inputs,
            scale=self.gamma.value,
            offset=self.beta.value,
            mean=[],
            variance=[],
            epsilon=self.epsilon,
            exponential_avg_factor=1.0,
            is_training=True,
        )
        for running, new in ((self.moving_mean, mean), (self.moving_variance, variance)):
            running.assign(running * self.momentum + new * (1 - self.momentum))
        return normalised
