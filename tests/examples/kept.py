"""What is kept of a person's labelled drawings, as tests write and read it."""

from digitpad.examples.appending import append_lines
from digitpad.examples.corrections import Labelled
from digitpad.examples.library import Library
from digitpad.examples.records import PAD, new_example
from digitpad.ink.drawing import Drawing


def add_correction(path, labelled):
    """Keep one more labelled drawing, without a look at what else is there."""
    append_lines(path, [new_example(labelled.drawing, labelled.label, labelled.date, PAD).line()])


def load_corrections(path):
    """All labelled drawings that are kept, oldest first."""
    found = ((example, example.source()) for example in Library(path))
    return [Labelled(each.label, each.date, drawing) for each, drawing in found if isinstance(drawing, Drawing)]
