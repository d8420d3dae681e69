"""The plain tutorial script for ``cnn-adam``: says an epoch's seconds, then the peak memory in MB."""

import resource
import sys
import time
from pathlib import Path

import keras

from digitpad.training.data.mnist import load_mnist
from digitpad.training.learning.networks import classic_cnn

mnist = load_mnist(Path(sys.argv[1]))
images = mnist.train_images.reshape(-1, 28, 28, 1).astype("float32") / 255
labels = mnist.train_labels.astype("int64")
model = classic_cnn()
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])


class Stopwatch(keras.callbacks.Callback):
    """Keeps the seconds of the epoch that ran last: the first one holds the compilation too."""

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds = time.perf_counter() - self.began


watch = Stopwatch()
model.fit(images, labels, batch_size=128, epochs=2, verbose=0, callbacks=[watch])
print(watch.seconds, flush=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6, flush=True)
