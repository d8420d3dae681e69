"""The networks: digitpad's own, and those of the well-known tutorials. Each function builds a fresh Keras model."""

import keras
from keras import layers

from digitpad.training.learning.precision import batch_normalization

SHAPE = (28, 28, 1)


def digitpad_net() -> keras.Model:
    """Build digitpad's network: six 3 × 3 convolutions with batch normalisation, then global average pooling.

    Strides instead of pooling keep it at 16 million multiplications, which one thread does in a fraction of a
    millisecond; global pooling keeps it under 0.4 million parameters. Most filters are where pictures are small:
    measured on a training step and on an answer, a wide first layer costs the most and brings the least.

    Returns:
        (n, 28, 28, 1) float32 → (n, 11) logits: ten digits, and "no digit".
    """
    image = keras.Input(SHAPE)
    x = _convolution(image, 16)
    x = _convolution(x, 32, strides=2)  # 14 × 14
    x = _convolution(x, 48)
    x = _convolution(x, 96, strides=2)  # 7 × 7
    x = _convolution(x, 128)
    x = _convolution(x, 160, padding="valid")  # 5 × 5
    # Whatever the precision of the rest, scores are float32: a loss of rounded ones would be rounded, too.
    x = layers.GlobalAveragePooling2D(dtype="float32")(x)
    x = layers.Dropout(0.2, dtype="float32")(x)
    return keras.Model(image, layers.Dense(11, name="logits", dtype="float32")(x), name="digitpad")


def strokes_net() -> keras.Model:
    """Build the network of drawings: five 3 × 3 convolutions with batch normalisation, then global average pooling.

    The planes of direction are as smooth as the picture at half its size, so the first layer halves it; the picture's
    own details are what ``digitpad_net`` looks at.

    Returns:
        (n, 28, 28, 9) float32, the planes of ``digitpad.ink.planes`` → (n, 11) logits: ten digits, and "no digit".
    """
    planes = keras.Input((28, 28, 9))
    x = _convolution(planes, 32, strides=2)  # 14 × 14
    x = _convolution(x, 48)
    x = _convolution(x, 72, strides=2)  # 7 × 7
    x = _convolution(x, 96)
    x = _convolution(x, 128, padding="valid")  # 5 × 5
    x = layers.GlobalAveragePooling2D(dtype="float32")(x)
    x = layers.Dropout(0.2, dtype="float32")(x)
    return keras.Model(planes, layers.Dense(11, name="logits", dtype="float32")(x), name="digitpad-strokes")


def teacher_net() -> keras.Model:
    """Build a teacher: seven 3 × 3 convolutions with batch normalisation, a million parameters, no strides.

    It takes 74 million multiplications, 4.6 times as many as ``digitpad_net``, which learns from several' answers.

    Returns:
        (n, 28, 28, 1) float32 → (n, 11) logits: ten digits, and "no digit".
    """
    image = keras.Input(SHAPE)
    x = _convolution(_convolution(image, 48), 48)
    x = layers.MaxPooling2D(2)(x)  # 14 × 14
    x = _convolution(_convolution(x, 96), 96)
    x = layers.MaxPooling2D(2)(x)  # 7 × 7
    x = _convolution(_convolution(x, 192), 192)
    x = _convolution(x, 192, padding="valid")  # 5 × 5
    x = layers.GlobalAveragePooling2D(dtype="float32")(x)
    x = layers.Dropout(0.3, dtype="float32")(x)
    return keras.Model(image, layers.Dense(11, name="logits", dtype="float32")(x), name="digitpad-teacher")


def _convolution(x: keras.KerasTensor, filters: int, strides: int = 1, padding: str = "same") -> keras.KerasTensor:
    x = layers.Conv2D(filters, 3, strides=strides, padding=padding, use_bias=False)(x)
    # A momentum below Keras' 0.99 follows the fast first epochs of a short schedule.
    x = batch_normalization(momentum=0.95)(x)
    return layers.Activation("relu")(x)


# The tutorials' networks. Each ends in a softmax, as its source does.


def mlp_512x2(dropout: float = 0.0) -> keras.Model:
    """Build Flatten, Dense 512, Dense 512, Dense 10, with dropout after both hidden layers where asked for."""
    hidden = [layers.Dense(512, "relu"), layers.Dropout(dropout)] if dropout else [layers.Dense(512, "relu")]
    again = [layers.Dense(512, "relu"), layers.Dropout(dropout)] if dropout else [layers.Dense(512, "relu")]
    return keras.Sequential([keras.Input(SHAPE), layers.Flatten(), *hidden, *again, layers.Dense(10, "softmax")])


def mlp_512x2_dropout() -> keras.Model:
    """Build the same with dropout 0.2."""
    return mlp_512x2(0.2)


def mlp_784() -> keras.Model:
    """Build Dense 784, Dense 10, both with normally distributed weights at the start."""
    return keras.Sequential(
        [
            keras.Input(SHAPE),
            layers.Flatten(),
            layers.Dense(784, "relu", kernel_initializer="random_normal"),
            layers.Dense(10, "softmax", kernel_initializer="random_normal"),
        ]
    )


def classic_cnn() -> keras.Model:
    """Build the classic Keras example: two convolutions, one pooling, Dense 128, dropout twice."""
    return keras.Sequential(
        [
            keras.Input(SHAPE),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(128, "relu"),
            layers.Dropout(0.5),
            layers.Dense(10, "softmax"),
        ]
    )


def simple_cnn() -> keras.Model:
    """Build one 5 × 5 convolution, pooling, dropout, Dense 128."""
    return keras.Sequential(
        [
            keras.Input(SHAPE),
            layers.Conv2D(32, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, "relu"),
            layers.Dense(10, "softmax"),
        ]
    )


def larger_cnn() -> keras.Model:
    """Build two convolutions, each with pooling, dropout, Dense 128, Dense 50."""
    return keras.Sequential(
        [
            keras.Input(SHAPE),
            layers.Conv2D(30, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(15, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, "relu"),
            layers.Dense(50, "relu"),
            layers.Dense(10, "softmax"),
        ]
    )


def sigmoid_100() -> keras.Model:
    """Build Dense 100, Dense 10, both sigmoid: ten separate answers that need not sum to 1."""
    return keras.Sequential(
        [keras.Input(SHAPE), layers.Flatten(), layers.Dense(100, "sigmoid"), layers.Dense(10, "sigmoid")]
    )
