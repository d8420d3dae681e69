"""Times digitpad's whole way from strokes to probabilities, warm; prints milliseconds, one a line."""

import json
import time

from digitpad import Drawing, Recognizer
from digitpad.commands.self_test import KNOWN_DIGITS

TIMES = 1000
WARM_UP = 50

documents = json.loads(KNOWN_DIGITS.read_text(encoding="utf-8"))
drawings = [Drawing.from_json(json.dumps(document)) for document in documents]
recognizer = Recognizer()
for turn in range(TIMES + WARM_UP):
    drawing = drawings[turn % len(drawings)]
    start = time.perf_counter()
    recognizer.predict(drawing)
    if turn >= WARM_UP:
        print((time.perf_counter() - start) * 1000)
