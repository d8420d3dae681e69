"""Every sentence that a person reads, in one place: to keep one voice, and to be translated.

What stands here in capitals is English until ``digitpad.languages`` puts another language in its place, while the
program runs: look a sentence up when it is needed (``texts.NO_MODEL``), and keep none in a table or a default.
"""

import os
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digitpad.reading.prediction import Prediction, Reading


class Plural:
    """A sentence about a number of things, which other languages have more or fewer forms of than English.

    Args:
        one: in English, for one thing.
        many: in English, for any other number.
        context: the sentence's name in the catalogues.
    """

    # Chooses the form for a count in the language that is spoken.
    chooser: "ClassVar[Callable[[Plural, int], str]]"

    def __init__(self, one: str, many: str, context: str = "") -> None:
        self.one, self.many, self.context = one, many, context

    def format(self, count: int, **values: Any) -> str:
        """Return the sentence about so many things."""
        return type(self).chooser(self, count).format(count=count, **values)


def english_plural(message: Plural, count: int) -> str:
    """Return the form that English has for a count."""
    return message.one if count == 1 else message.many


Plural.chooser = english_plural


def short(value: Any, most: int = 40) -> str:
    """Return ``repr(value)``, cut so that it fits in a sentence."""
    shown = repr(value)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def about_file(name: str | os.PathLike[str], sentence: str) -> str:
    """Return the sentence with the file's name before it."""
    return f"{os.fspath(name)}: {sentence}"


def reason(error: OSError) -> str:
    """Return the operating system's own words of why something isn't possible, to stand within a sentence."""
    return (error.strerror or str(error)).lower()


def cannot_read(name: str | os.PathLike[str], error: OSError) -> str:
    """Say why a file can't be read, in the operating system's own words."""
    return about_file(name, CANT_READ.format(reason=reason(error)))


def cannot_write(name: str | os.PathLike[str], error: OSError) -> str:
    """Say why a file can't be written, in the operating system's own words."""
    return about_file(name, CANT_WRITE.format(reason=reason(error)))


def percent(probability: float) -> str:
    """Return a probability in whole per cent, rounded down and never 100: nobody is that sure."""
    # The small addend keeps 0.29 from becoming 28 because of float noise (0.29 * 100 = 28.999999999999996).
    return PERCENT.format(number=min(99, int(probability * 100 + 1e-6)))


def verdict_words(prediction: "Prediction") -> str:
    """Say a prediction in a few words: "7 (99 %)", "not sure: 4 or 9" (or no digit), "no digit"."""
    if prediction.verdict == "blank":
        return NOTHING_DRAWN
    if prediction.verdict == "no digit":
        return NO_DIGIT
    if prediction.verdict == "unsure":
        other = prediction.runner_up
        return NOT_SURE.format(first=prediction.digit, second=NO_DIGIT if other is None else other)
    return SURE.format(digit=prediction.digit, percent=percent(prediction.confidence))


def reading_words(reading: "Reading") -> str:
    """Say a reading in a few words: one digit as ever; "2026 (97 %)", "not sure: 20?6"; " / " between rows."""
    if len(reading.digits) == 1 and not any(reading.signs):
        return verdict_words(reading.digits[0])
    if reading.verdict == "blank":
        return NOTHING_DRAWN
    text = reading.text.replace("\n", ROW_BREAK)
    if not text:
        return NO_DIGIT
    if reading.value is not None:
        text = SUM_AND_VALUE.format(sum=text, value=reading.value)
    if reading.verdict == "unsure":
        return NOT_SURE_NUMBER.format(text=text)
    return SURE.format(digit=text, percent=percent(reading.confidence))


def window_title(answer: str) -> str:
    """Return the window's title, which screen readers read: the answer's words, if any, and the program's name."""
    return f"{answer} - {PROGRAM}" if answer else PROGRAM


def answer_headline(prediction: "Prediction") -> str:
    """Return what the window says largest of one digit: the digit, or a verdict in words."""
    if prediction.verdict == "no digit":
        return NO_DIGIT_FOUND
    return str(prediction.digit) if prediction.verdict == "sure" else verdict_words(prediction)


def answer_caption(prediction: "Prediction") -> str:
    """Return what the window says below that: how sure it is."""
    if prediction.verdict == "sure":
        return percent(prediction.confidence)
    if prediction.verdict == "unsure":
        return DIGIT_SHARE.format(digit=prediction.digit, percent=percent(prediction.confidence))
    return ""


def number_headline(reading: "Reading") -> str:
    """Return what the window says largest of several digits: a sum with its value, where that isn't written there."""
    text, value = reading.text, reading.value
    if value is None or text.partition("=")[2].strip() == value:
        return text
    return (SUM if text.endswith("=") else SUM_AND_VALUE).format(sum=text, value=value)


def number_words(reading: "Reading", corrected: int = 0) -> str:
    """Say several digits in a few words: "2026 (97 %)", "not sure: 2024 or 2029", "2026 (97 %, 1 corrected)".

    Args:
        reading: with what the person said in place of what was read.
        corrected: how many digits the person said.
    """
    text = one_line(reading.text)
    if not text:
        return NO_DIGIT
    notes = [NUMBER_CORRECTED.format(count=corrected)] if corrected else []
    alternatives = _alternatives(reading)
    if alternatives:
        words = NUMBER_NOT_SURE.format(numbers=NUMBER_OR.join(alternatives))
    elif corrected == len(reading.digits):
        return SURE.format(digit=text, percent=NUMBER_ALL_CORRECTED)
    else:
        words, notes = text, [percent(reading.confidence), *notes]
    return SURE.format(digit=words, percent=", ".join(notes)) if notes else words


def number_notes(reading: "Reading", corrected: int = 0) -> str:
    """Say how many of a number's digits aren't sure, are none, and were corrected; the arguments are as above."""
    verdicts = [prediction.verdict for prediction in reading.digits]
    counts = {NUMBER_UNSURE: verdicts.count("unsure"), NUMBER_NONE: verdicts.count("no digit")}
    counts[NUMBER_CORRECTED] = corrected
    return ", ".join(note.format(count=count) for note, count in counts.items() if count)


def number_status(reading: "Reading") -> str:
    """Say how many digits were found, in how many rows, and how to go on."""
    found = NUMBER_COUNT.format(len(reading.digits))
    if len(reading.rows) > 1:
        found = NUMBER_ROWS.format(count=len(reading.rows), digits=found)
    if reading.scale > 1:
        found = f"{found}, {NUMBER_REDUCED}"
    return NUMBER_STATUS.format(found=found)


def beside_box(digit: int | None, kind: str) -> str:
    """Return what stands beside a digit's box: "7", "7?" where it isn't sure, "?" for no digit, "7 ✓" if corrected."""
    return {"no digit": "?", "unsure": f"{digit}?", "corrected": f"{digit} ✓"}.get(kind, str(digit))


def chosen_caption(prediction: "Prediction", corrected: int | None) -> str:
    """Return what the window says of the chosen digit of a number: how sure it is, or that it was corrected."""
    if corrected is not None:
        return CHOSEN_CORRECTED.format(digit=corrected)
    if prediction.verdict == "no digit":
        return NO_DIGIT
    return DIGIT_SHARE.format(digit=prediction.digit, percent=percent(prediction.confidence))


def sentences(*parts: str) -> str:
    """Return some sentences one after the other, but for those that are empty."""
    from functools import reduce

    return reduce(lambda first, second: TWO_SENTENCES.format(first=first, second=second), filter(None, parts))


def one_line(text: str) -> str:
    """Return a number of several rows in one line, cut off where it gets too long."""
    line = NUMBER_NEXT_ROW.join(text.splitlines())
    return line if len(line) <= NUMBER_MOST else line[: NUMBER_MOST - 1] + "…"


def _alternatives(reading: "Reading") -> list[str]:
    """Return a number with an unsure digit, and what it would be with that digit's runner-up if there's only one."""
    unsure = [prediction for row in reading.numbers for prediction in row if prediction.verdict == "unsure"]
    if not unsure:
        return []
    texts = [reading.text]
    if len(unsure) == 1 and "\n" not in reading.text:
        from dataclasses import replace

        other = unsure[0].runner_up
        runner_up = replace(unsure[0], digit=other) if other is not None else replace(unsure[0], verdict="no digit")
        rows = (tuple(runner_up if digit is unsure[0] else digit for digit in row) for row in reading.rows)
        texts.append(replace(reading, rows=tuple(rows)).text)
    return [one_line(text) for text in texts]


def runners_up(shares: "Sequence[tuple[int, float]]", named: int) -> str:
    """Say the likeliest digits beside the one that is named already: "or 1 (3 %), 2 (1 %)"; "" if all are below 1 %.

    Args:
        shares: the three likeliest digits with their chances, likeliest first.
        named: how many of them the window has named.
    """
    likely = [(digit, percent(share)) for digit, share in shares[named:] if percent(share) != percent(0)]
    rest = ", ".join(SURE.format(digit=digit, percent=share) for digit, share in likely)
    return (OR if named else LIKELIEST).format(digits=rest) if rest else ""


def labelled_count(count: int, are_more: bool = False) -> str:
    """Say how many drawings are labelled, or that there are more; nothing while there are none."""
    if are_more:
        return LABELLED_MORE.format(count=count)
    return LABELLED_COUNT.format(count=count) if count else ""


def nearest(names: list[str]) -> str:
    """Return an offer of the first of these names, to be put after a sentence about a wrong one; "" for none."""
    return DID_YOU_MEAN.format(name=names[0]) if names else ""


def unexpected(error: BaseException, log: str | os.PathLike[str] | None) -> str:
    """Say in one line that digitpad itself is at fault, and where the whole story is, if it could be written."""
    place = UNEXPECTED_NO_LOG if log is None else UNEXPECTED_LOG.format(log=os.fspath(log))
    return UNEXPECTED.format(kind=type(error).__name__, place=place)


PROGRAM = "digitpad"
# Names, endings and signs that are the same in every language.
UNTRANSLATED = {
    "PROGRAM", "SUM", "NO_REASON", "NO_HEADLINE", "PICTURE_SUFFIXES", "LABELLED_FILE", "DRAWING_FILE", "PNG_FILE",
    "SVG_FILE", "SHEET_FILE", "LISTED_DIGIT", "RIVAL_OTHER",
    "NUMBER_NEXT_ROW", "ROW_BREAK", "MNIST_HEADING", "KEY_F1", "SHAPE", "ROBUSTNESS_LINE", "REFUSAL_LINE",
}  # fmt: skip
PERCENT = "{number} %"
TWO_SENTENCES = "{first} {second}"
CANT_READ, CANT_WRITE = "can't be read ({reason}).", "can't be written ({reason})."
DID_YOU_MEAN = "; did you mean “{name}”?"
SECONDS_LEFT, MINUTES_LEFT, HOURS_LEFT = "{seconds:.0f} s left", "{minutes:.0f} min left", "{hours:.1f} h left"
NO_FONT = "To show this language, the system needs a font for it: install the package {package}."
LANGUAGE, LANGUAGE_SYSTEM = "Language", "As the system"

# What the recogniser found
SURE = "{digit} ({percent})"
NOT_SURE = "not sure: {first} or {second}"
NO_DIGIT = "no digit"
NOTHING_DRAWN = "nothing drawn"

# What it thought while somebody drew
STRIP_TIP = "What it thought while you drew: move along it to see it again"
STRIP_AGO = "{seconds:.1f} s earlier"
LOOK_BACK, LOOK_BACK_TIP = "What it thought", "Go back through the last seconds of drawing"
LOOK_BACK_HOW = "← and → go through the last seconds of drawing; Esc returns to the present."
LOOK_BACK_NO_ROOM = "the window is too low for it"

# Several models on the same drawing
SIDE_BY_SIDE, SIDE_BY_SIDE_TIP = "Side by side", "Let several models read what you draw"
SQUEEZING = "As in the tutorials: the whole pad"
SQUEEZING_WHY = (
    "The tutorials squeeze the whole pad to 28 × 28: a digit that is small, thin or beside the middle looks like none "
    "that these networks learnt from."
)
NOT_SQUEEZING_WHY = (
    "All get digitpad's picture: the ink cut out, and as large, as thick and as centred as in the digits that they "
    "learnt from."
)
SQUEEZING_FRAME = "The dashed square is what a digit fills there."
RIVAL_OTHER = "{said} ≠ {digit}"
ANOTHER_MODEL, RIVAL_ANSWERING, RIVAL_BARS = "Another model…", "The model that answers", "How likely each digit is"
RIVAL_FACTS = "{parameters} parameters, {accuracy:.2%} of MNIST's test digits"
RIVAL_TUTORIAL = {
    "nn-100-lbfgs": "Tutorial: one layer of 100 units",
    "cnn-larger": "Tutorial: convolutional network",
}

# A round of play
PLAY, PLAY_TIP = "Play", "Draw the digits that are asked, ten in a row"
PLAY_READY = "Draw ten digits on the pad, each as soon as it is asked."
PLAY_START, PLAY_AGAIN, PLAY_PASS = "Start a round", "Another round", "Pass over"
PLAY_PLACE, PLAY_ROW = "{place} of {count}", "{count} in a row"
PLAY_ASKED, PLAY_RIGHT = "Draw a {digit}.", "Right, in {seconds:.1f} s"
PLAY_DONE = "{count} right, in {seconds:.1f} s. Fastest: the {digit}, in {fastest:.1f} s. Most of them in a row: {row}."
PLAY_NONE = "None was read as it was asked this time."
PLAY_KEEP = "Keep all as examples"
PLAY_KEPT = Plural(
    "{count} drawing is kept as an example, on this computer only. Undo takes that back.",
    "{count} drawings are kept as examples, on this computer only. Undo takes that back.",
)
PLAY_TAKEN_BACK = Plural("{count} drawing is no example any more.", "{count} drawings are no examples any more.")
TRICK, TRICK_AGAIN = "Play a trick on the network", "Another trick"
TRICK_ASKED = "Make it think that this {digit} is a {other}: add ink, or erase some."
TRICK_DONE = "It thinks that it is a {other}, after {seconds:.1f} s. What is it really?"
TRICK_REALLY = "Keep it as a {digit}"

# Bugs
UNEXPECTED = "Something went wrong inside digitpad ({kind}); {place}"
UNEXPECTED_LOG = "the whole story is in {log}"
UNEXPECTED_NO_LOG = "the log file could not be written."

# The window
NO_TKINTER = "The window needs Tk, which this Python comes without (on Debian and Ubuntu: apt install python3-tk)."
NO_DISPLAY = "There is no display to open the window on; “digitpad predict FILE” works without one."
NO_WINDOW = "The window can't be opened ({cause})."
PREDICT, PREDICT_TIP = "Predict", "Say which digit or number this is"
CLEAR, CLEAR_TIP = "Clear", "Take everything off the pad"
UNDO, UNDO_TIP = "Undo", "Take the last change back"
REDO, REDO_TIP = "Redo", "Make the change again"
QUIT, QUIT_TIP = "Quit", "Close the window"
ERASER, ERASER_TIP = "Eraser", "Remove what the pointer touches; so does the right button, held down"
THINNER, THINNER_TIP = "Thinner pen", "Draw with a thinner pen"
THICKER, THICKER_TIP = "Thicker pen", "Draw with a thicker pen"
LIVE, LIVE_TIP = "Live", "Answer after each stroke"
LABEL, LABEL_TIP = "The digit {digit}", "Say what it really is"
LABEL_BAR_TIP = "Click on a digit, or press its key, to say what it really was"
LABEL_NOTED = "Kept as {digit}, on this computer only. Undo takes that back."
LABEL_TAKEN_BACK = "The label is taken back."
LABELLED_COUNT = Plural("{count} labelled", "{count} labelled")
LABELLED_MORE = "more than {count} labelled"
NOTHING_TO_LABEL = "Draw a digit first; then say what it really is."
NOTHING_LABELLED = "Nothing is labelled yet: draw a digit, and press the key of what it really is."
EXPORTING_LABELLED = "Writing your digits…"
EXPORT_LABELLED, EXPORT_LABELLED_TIP = "Export labelled drawings…", "Write a labelled set for evaluation and training"
LABELLED_FILE, NPZ_FILES = "labelled.npz", "Labelled sets"
SAVED = "Saved as {path}."
OPEN, OPEN_TIP = "Open…", "Open a drawing file, or read a picture"
SAVE, SAVE_TIP = "Save drawing…", "Save a drawing file, to go on with later"
SAVE_PICTURE, SAVE_SVG = "Save as picture…", "Save as SVG…"
SAVE_SVG_TIP = "Save the strokes as a drawing for other programs"
PNG_ON_PAPER, PNG_TRANSPARENT = "PNG, {side} pixels wide, on paper…", "PNG, {side} pixels wide, transparent…"
PNG_MENU = "Save as picture"
PASTE, PASTE_TIP = "Paste", "Read the picture on the clipboard, or the file that is named there"
COPY_ANSWER, COPY_ANSWER_TIP = "Copy answer", "Put the answer on the clipboard: a number as its digits"
COPY_PICTURE, COPY_PICTURE_TIP = "Copy picture", "Put the drawing on the clipboard, as a picture"
COPIED, PICTURE_COPIED = "Copied: {what}", "The picture is on the clipboard."
NOT_COPIED = "The picture can't be copied: {reason}."
NO_PICTURE_COPY = "digitpad can't do that on this system"
PICTURE_COPY_NEEDS = "needs wl-copy or xclip"
NOTHING_TO_PASTE = "There is no picture on the clipboard, and no file's name."
CLIPBOARD = "the clipboard"
ALL_READABLE, ALL_FILES, PICTURE_SUFFIXES = (
    "Drawings and pictures",
    "All files",
    ".png .jpg .jpeg .webp .bmp .gif .tif .tiff",
)
DRAWING_FILE, DRAWING_FILES = "drawing.digitpad", "Drawing files"
PNG_FILE, PNG_FILES, SVG_FILE, SVG_FILES = "digit.png", "PNG pictures", "digit.svg", "SVG drawings"
OVERWRITE = "{name} is there already. Replace it?"
RECOVERED = "Your last drawing is back."
ONLY_INK_ERASED = "The eraser takes off ink that was drawn here; the picture stays as it is."
NOTHING_TO_ERASE = "There is nothing to erase yet."
SAVE_SHOWN = "Save picture…"
ONLY_ON_PICTURE = "Draw on the picture; Clear gives the empty pad back."
PRESENTER, PRESENTER_TIP = "Presenter size", "Fill the screen, with everything larger"
LEAVE_PRESENTER = "F11 leaves the presenter size."
THEME, THEME_SYSTEM, THEME_LIGHT, THEME_DARK = "Theme", "As the system", "Light", "Dark"
MENU_FILE, MENU_EDIT, MENU_VIEW, MENU_HELP = "File", "Edit", "View", "Help"
WITH_REASON = "{text} ({reason})"
LABEL_MENU = "It is really"
HEAT_OFF, HEAT_ANSWER, HEAT_RUNNER_UP = "Off", "For the answer", "Against the runner-up"
KEYS, KEYS_TIP, KEYS_TITLE, KEY_F1 = "Keys", "Show all keys", "Keys of digitpad", "F1"
KEYS_LABEL = "0 to 9"
KEYS_MOUSE = (
    "Left button: draw. Right button: a click, like the menu key or Shift+F10, shows the menu of the pad; held down "
    "and moved it erases. A click on a digit's bar says what it really is; in a number, a click on a digit or on its "
    "bar chooses it."
)
ABOUT, ABOUT_TIP = "About digitpad", "Show versions, the model's facts and licences"
ABOUT_DIGITPAD = "digitpad {version}, MIT licence"
ABOUT_LIBRARIES, ABOUT_COPY = "Libraries, and their licences", "Copy"
ABOUT_PRIVATE = "It works offline and sends nothing anywhere."
ABOUT_MODEL, ABOUT_NO_FACTS = "Model {name}", "  nothing is known about it: no facts file lies beside it"
CLOSE = "Close"
MODEL, MODEL_TIP, MODEL_FILES = "Model…", "Let another model answer", "Models"
MODEL_NOT_BACK = "{cause} digitpad's own model answers in its place."
OWN_MODEL, OWN_MODEL_TIP = "digitpad's own model", "Go back to the model that ships with digitpad"
NO_REASON = ""
HEAT, HEAT_TIP = "Heat map", "Show which ink spoke for the answer; once more: and against the runner-up"
HEAT_FOR = "Blue ink spoke for {answer}, orange ink against it, grey ink made no difference."
HEAT_BETWEEN = "Blue ink spoke for {answer} and against {runner_up}, orange ink the other way round."
OR, LIKELIEST = "or {digits}", "at best {digits}"
PEN, PEN_TIP = "Pen", "How thick the pen is; the answer doesn't depend on it"
KEY_CTRL, KEY_SHIFT, KEY_ENTER, KEY_DELETE = "Ctrl", "Shift", "Enter", "Delete"
PAD_HINT, PAD_HINT_MORE = "Draw a digit here", "or a whole number; or open a picture ({open}), or paste one ({paste})"
PREVIEW = "What the network sees"
NO_DIGIT_FOUND = "no digit found"
NO_ANSWER_YET = "Press Predict or Enter."
COMES_BY_ITSELF, DRAW_AND_ASK = "The answer comes as you draw.", "Draw, then press Predict or Enter."
NO_HEADLINE = "?"
NO_ANSWER, CLOSE_NOTICE = "There is no answer.", "Close this message"
DIGIT_SHARE = "{digit}: {percent}"
LOADING = "Loading the model; you can draw already."
ANSWER_FOLLOWS = "The answer comes as soon as the model is loaded."
READY = "Ready. Nothing that you draw leaves this computer."

# Numbers in the window
NUMBER_NOT_SURE, NUMBER_OR, NUMBER_NEXT_ROW = "not sure: {numbers}", " or ", " / "
NUMBER_MOST = 60  # characters of a number in the title
NUMBER_CORRECTED, NUMBER_ALL_CORRECTED = Plural("{count} corrected", "{count} corrected"), "corrected"
NUMBER_UNSURE = Plural("{count} not sure", "{count} not sure")
NUMBER_NONE = Plural("{count} no digit", "{count} no digit")
NUMBER_COUNT, NUMBER_REDUCED = Plural("{count} digit", "{count} digits"), "read at reduced size"
NUMBER_ROWS = Plural("{digits} in {count} row", "{digits} in {count} rows")
NUMBER_STATUS = "{found}. Click on one, or press →, to check or correct it."
NOTHING_FOUND = "nothing found"
CHOSEN_CORRECTED, CHOSEN_READ = "{digit}, corrected", "read as: {words}"
CHOSEN_STATUS = "Digit {place} of {count}. Press the key of what it really is, or Esc to leave it."
LEAST_SURE, LISTED_DIGIT = "What the network sees of digit {place} of {count}, the least sure", "{place}: {digit}"
CHOOSE_FIRST = "Choose a digit first: click on it, or press →."
CORRECTED_PICTURE = "Read as {digit}. Digits of pictures are not kept as examples."
NEXT_DIGIT, NEXT_DIGIT_TIP = "Next digit", "Choose the next digit of a number, to check or correct it"
PREVIOUS_DIGIT, PREVIOUS_DIGIT_TIP = "Previous digit", "Choose the digit before it"
LEAVE_DIGIT, LEAVE_DIGIT_TIP = "Whole number", "Choose no digit any more"
KEY_ESCAPE = "Esc"
LIST_BAR_TIP = "Click on a digit to check or correct it"
WIDE, WIDE_TIP = "Wide pad", "Make the pad three times as wide as high, for numbers"
# What a newcomer sees once
DEMO_DIGIT = "Draw a digit: what it is stands beside it at once"
DEMO_NUMBER = "or write a whole number"
DEMO_PICTURE = "or open a picture or a photo of digits"
WIDE_HINT, WIDE_HINT_MORE = (
    "Write a number here",
    "or a sum, like 12 + 30; or open a picture ({open}), or paste one ({paste})",
)

# It learns your hand
MENU_HAND = "My hand"
ADAPT, ADAPT_TIP = "Adapt to my hand", "Let the digits that you labelled help to read the next ones"

# My digits
GALLERY, GALLERY_MENU = "My digits", "My digits…"
GALLERY_TIP = "Look through the digits that you labelled, change and delete them"
GALLERY_ALL = "All"
GALLERY_EMPTY = "Nothing is labelled yet: draw a digit, and press the key of what it really is."
GALLERY_NEWER = Plural(
    "{count} entry of a newer version of digitpad can't be shown here; it is kept as it is.",
    "{count} entries of a newer version of digitpad can't be shown here; they are kept as they are.",
)
GALLERY_NONE = "None of your digits is a {digit}."
GALLERY_HOW = "Click on a digit, or go to it with the arrows, to choose it; with Ctrl or Shift several."
GALLERY_WHICH = "What is it really? Press the digit's key."
GALLERY_ONE = "{digit}, {date}, {whence}. A digit's key changes it, Delete deletes it, Ctrl+Z takes that back."
GALLERY_WHENCE = ("from the pad", "from the cards", "from a sheet", "imported")
GALLERY_CHOSEN = "{count} chosen. A digit's key changes them, Delete deletes them, Ctrl+Z takes that back."
GALLERY_READING = "Reading your digits…"
GALLERY_IMPORTING, GALLERY_EXPORTING = "Adding {done} of {count}. Esc stops.", "Writing {done} of {count}. Esc stops."
GALLERY_STOPPED = "Stopped: nothing has changed."
GALLERY_IMPORT, GALLERY_EXPORT, GALLERY_DELETE_ALL = "Import…", "Export…", "Delete all…"
GALLERY_IMPORTED = Plural("{count} digit was added.", "{count} digits were added.")
GALLERY_REALLY = "Delete all {count} of your labelled digits? They are gone from the disk when this window closes."
GALLERY_DOUBT = "This {label} looks like ten of your {otherwise}s. Is it really a {label}?"
GALLERY_KEEP, GALLERY_CHANGE = "Yes, keep it", "No, it is a {digit}"

# Cards that ask for digits
CARDS, CARDS_MENU = "Show my hand", "Show my hand…"
CARDS_TIP = "Draw each digit three times, so that digitpad knows your hand"
CARDS_ASK = "Draw a {digit}, as you always do"
CARDS_PROGRESS = "Card {place} of {count}, {done} drawn. Enter goes on; Esc leaves, and keeps what is drawn."
CARDS_DRAW_FIRST = "Draw the digit first."
CARDS_NEXT, CARDS_BACK = "Next", "Back"
CARDS_DONE, CARDS_MEASURING = "Thank you, that was all.", "Measuring what it brings…"
CARDS_NOT_MEASURED = "What you drew is kept. What it brings can't be measured with this model."
CARDS_DIFFERENCE = "Of your {count} digits {before} were read rightly before, and {after} are now."
CARDS_ALL = "All {count} of your digits were read rightly, before and now."
CARDS_HONEST = "Each one was judged by the others, never by itself. A click on a field asks for its digit again."
CARDS_BEFORE, CARDS_AFTER = "before", "now"

# Sheets of paper in the window
PRINT_SHEET, PRINT_SHEET_TIP = "Print a sheet…", "Make a page with boxes to write digits in, to be printed"
READ_SHEET, READ_SHEET_TIP = "Read a sheet…", "Read a photo or scan of a written sheet, and keep its digits"
SHEET_FILE, PDF_FILES, PICTURES = "sheet.pdf", "PDF files", "Pictures"
SHEET_READING = "Reading the sheet…"
SHEET_LOOK = "What is on the sheet"
SHEET_FOUND = Plural(
    "{kept} of {count} digit is kept. A click on one, or the space bar, leaves it out.",
    "{kept} of {count} digits are kept. A click on one, or the space bar, leaves it out.",
)
SHEET_KEEP, SHEET_LEAVE = "Keep them", "Keep none"
SHEET_KEPT = Plural("{count} digit of the sheet is kept.", "{count} digits of the sheet are kept.")

# Drawings and drawing files
TOO_MANY_POINTS = "This drawing has more than {limit} points, which is more than a person draws."
NOT_STROKES = "Strokes must be lists of (x, y) points."
NOT_A_PAIR = "Each point of a stroke must be a pair (x, y)."
NOT_A_NUMBER = "{value} is no usable number for a drawing."
NOT_POSITIVE = "{value} is no usable size: it must be above 0."
NOT_JSON = "This is not a drawing file (it isn't JSON text)."
NOT_A_DRAWING = "This is not a digitpad drawing file."
DRAWING_VERSION = "This drawing file has version {found}, and this digitpad reads version {known}."
DRAWING_LACKS = "This drawing file is damaged: it has no “{key}”."

# The recogniser
NOT_PREDICTABLE = "digitpad reads drawings, pictures and 28 × 28 arrays, and this is of type {kind}."
WRONG_ARRAY_SHAPE = "A digit image must have the shape (28, 28), and this array has {shape}."
WRONG_ARRAY_TYPE = "A digit image must be float (0 to 1) or uint8, and this array is {dtype}."
WRONG_ARRAY_RANGE = "A digit image of floats must lie between 0 (paper) and 1 (ink)."

# Training data
INCLUDES_TOO_DEEP = "The UNIPEN file's inclusions are nested too deep; do two files include each other?"
NOT_UNIPEN = "This is not a readable UNIPEN file ({cause})."
INCLUDE_MISSING = "It includes {file}, which is not in the archive."
BAD_COMPONENTS = "The UNIPEN file has a segment “{components}” that points outside its pen data."
BROKEN_ARCHIVE = "The archive can't be read ({cause})."

# Where the training data come from
NO_DATA_FOLDER = "There is no such data folder."
FILE_MISSING = "The data folder lacks {file}."
DATA_FILE = "Drawings are needed, too: name the folder of all data, not a file. A tutorial's recipe needs no drawings."
DIGIT_FOLDERS = (
    "There is no MNIST here; a folder with folders for digits is a labelled set: train takes it by --examples."
)
FEW_KAGGLE = "This table has too few digits: some are needed to learn from, and one in seven is kept for the test."
NOT_IDX = "This is not an IDX file of bytes, as MNIST's files are."
WRONG_LENGTH = "This file is damaged: it has {found} bytes where its header promises {expected}."
NOT_MNIST = "This is not MNIST: 28 × 28 images of bytes with as many labels from 0 to 9, for training and for test."
NOT_LABELLED = "This is not a readable labelled set (an .npz file of plain arrays)."
LABELLED_LACKS = "This labelled set has no array “{array}”."
LABELLED_COUNTS = "This labelled set has {samples} samples, and its array “{array}” has the shape {found}."
LABELLED_EMPTY = "This labelled set has no samples."
LABELLED_LABELS = "The labels of a labelled set must be whole numbers from 0 to 9."
LABELLED_IMAGES = "The images must be an array (n, height, width) of uint8, and this is {shape} of {dtype}."
LABELLED_POINTS = "The points “xy” must be an array (points, 2) of numbers, and this is {shape} of {dtype}."
LABELLED_NOT_FINITE = "The points “xy” hold values that are no numbers."
LABELLED_ENDS = "The array “{array}” must be whole numbers that rise to the end of what they divide."
NO_DOWNLOAD = (
    "{file} can't be downloaded ({cause}). Name a folder that has the data with --data or DIGITPAD_DATA, or try again."
)
NO_DOWNLOAD_PACKAGED = (
    "{file} isn't here, and the packaged program downloads nothing. Name a folder that has the data with --data or "
    'DIGITPAD_DATA, or use the Python package: pip install "digitpad[train]".'
)
CUT_OFF = "the connection ended after {found} of {expected} bytes; the next try goes on from there"
WRONG_CHECKSUM = (
    "What was downloaded is not the published file (SHA-256 differs); it was thrown away, please try again."
)
WRONG_COUNT = "What was downloaded holds {found} digits instead of {expected}; it was thrown away, please try again."
DOWNLOADING = "Downloading {file}: {amount}"
NEEDS_UNLZW = "This file is packed with Unix compress: pip install “digitpad[train]” brings what can read it."
NO_PENDIGITS = "This file has no original Pendigits strokes in it (pendigits-orig.tra)."
UNKNOWN_WRITER = "{writer} is a writer of neither Pendigits nor UniPen, so no split holds them."

# What an evaluation says
ALL = "all"
INTERVAL = "(95 % interval {low} to {high} %)"
ACCURACY = "Accuracy"
ERROR = "Error"
LOSS = "Loss (cross-entropy)"
SAMPLES = "Samples"
SAID_SURE = "Said to be sure"
RIGHT_WHEN_SURE = "Accuracy when sure"
CALIBRATION = "Calibration error"
FLOOR = "(a perfectly calibrated model would show {floor} % by chance)"
VERDICTS = "Verdicts"
NON_DIGITS = "Drawings that are no digits"
AUROC = "Digits told from them (AUROC)"
NON_DIGIT_CONFIDENCE = "Mean confidence in them"
NON_DIGITS_REFUSED = "Of them called “no digit”"
DIGITS_REFUSED = "Of the digits called “no digit”"
DIGIT_COLUMNS = ("Digit", "Samples", "Precision", "Recall", "F1", "“No digit”")
GROUP_COLUMNS = ("Writers", "Samples", "Accuracy", "", "Sure", "When sure")
CONFUSION_HEADING = "Confusion matrix (rows: what it is, columns: the answer)"

# Pictures of an evaluation
CONFUSION_TITLE = "Confusion matrix: right answers on grey, mistakes on orange"
ANSWER_AXIS = "Answer"
TRUTH_AXIS = "What it is"
NINE_RIGHT = "Right answers, chosen at random"
NINE_WRONG = "Wrong answers, chosen at random"
NONE_OF_THEM = "there are none"
SHEET_TITLE = "A random sheet of twenty"
ACTUAL_AND_ANSWER = "actual {actual}\npredicted {answer}"
SHOWN_BLANK = "blank"
RELIABILITY_TITLE = "Is it right as often as it says?"
PERFECTLY_CALIBRATED = "perfectly calibrated"
THIS_MODEL = "this model, with 95 % interval"
CONFIDENCE_AXIS = "Confidence"
SHARE_TITLE = "Accuracy if only the most confident answers are given"
SHARE_AXIS = "Answers given, in %"
SHARE_ACCURACY_AXIS = "Accuracy among them, in %"
CURVES_TITLE = "Training"
ON_TRAINING = "on what it learns from"
ON_VALIDATION = "on validation data"
EPOCH_AXIS = "Epoch"
BAD_HISTORY = "This is not a training history (a CSV file with the columns epoch, loss and accuracy)."
EVALUATE_DATA_HELP = (
    "mnist (its test set; the default), strokes (digits and letters of the test writers), doodles (drawings that are "
    "no digit), robustness (the test writers' digits turned, coarse, blurred, faint), a labelled set (.npz, Kaggle's "
    "train.csv, or a folder with folders 0 to 9), or a folder with MNIST's files"
)
EVALUATE_JSON_HELP = "print one JSON object instead of tables"
EVALUATE_PLOTS_HELP = "draw confusions, mistakes and calibration as PNG files into this folder"
NUMBERS_ALONE = "--numbers goes with neither --data nor --plots."
NO_PLOTS_OF = "--plots doesn't go with --data {data}, which is not drawn."
WROTE = "Wrote {file}."

# Pictures of the training data
DATA_HELP = (
    "a folder with the data, or Kaggle's train.csv in place of MNIST; by default DIGITPAD_DATA, else they are "
    "downloaded"
)
EXPLORE_PLOTS_HELP = "where to put the pictures (PNG)"
MNIST_HEADING = "MNIST"
TRAINING_SET = "training"
TEST_SET = "test"
SHAPE = "{shape} of {dtype}"
STROKES_HEADING = "Strokes: {samples} samples, of which {digits} are digits"
GROUP_LINE = "  {group}: {digits} digits of {writers} writers for {split}"
FIRST_TITLE = "The first twenty training images of MNIST"
NUMBERS_TITLE = "To the computer, a {digit} is 28 × 28 numbers (0 = paper, 255 = ink)"
HISTOGRAM_TITLE = "The pixels of one image, before and after normalisation (note the logarithmic scale)"
BEFORE_AXIS = "Brightness as stored, 0 to 255"
AFTER_AXIS = "Brightness divided by 255, 0 to 1"
PIXELS_AXIS = "Pixels"
MEAN_TITLE = "The mean image of each digit in MNIST's training set"
STROKES_TITLE = "Strokes as the pad draws them, and below what the network sees"

# A look inside a network
NOTHING_INSIDE = "This model shows nothing of its inside: digitpad finds no convolution and no dense layer in it."
PICTURE_NETWORK = "Picture network"
STROKES_NETWORK = "Strokes network"
NETWORK_SHARE = "{percent} of the answer"
SPOKE_FOR = "What spoke for {name}"
OTHERS_SPOKE = "others"
BIAS_SPOKE = "bias"
SUM_SPOKE = "Sum"
NO_STROKES_INSIDE = "The strokes network sees drawings only, and only beside the model that ships."
INSIDE_BUTTON = "Inside"
INSIDE, INSIDE_TIP = "Inside the network", "See what each layer of the network makes of the digit, while you draw"
INSIDE_TITLE = "Inside the network"
INSIDE_EMPTY = "Draw a digit: the tiles light up."
INSIDE_HINT = "Point at a tile to see what it looks at, at a bar to see what spoke for that digit."
INSIDE_SAVE = "Save the picture…"
INSIDE_FILE = "inside.png"
EXPLAIN_FILE_HELP = "a picture file or a drawing file; - reads one from standard input"
EXPLAIN_OUT_HELP = "the picture to be written, .png or .svg"
EXPLAIN_DIGIT_HELP = "which digit of a number or a page is shown, counted from 1"
EXPLAIN_NETWORK_HELP = "the network that sees the picture, or the one that sees how the pen moved"
EXPLAIN_WIDTH_HELP = "how wide the picture is, in pixels (1280)"
EXPLAIN_DARK_HELP = "light on dark"
EXPLAIN_SUFFIX = "--out takes the name of a .png or .svg file."
EXPLAIN_WIDTH = "--width takes a number of pixels from {least} to {most}."
EXPLAIN_DIGITS = Plural("There is only {count} digit in it.", "There are only {count} digits in it.")

# What if
WHAT_IF, WHAT_IF_TIP = "What if…", "Turn, slant, thicken or blur the digit, and see when the answer turns"
WHAT_IF_TITLE = "What if…"
WHAT_IF_EMPTY = "Draw a digit first."
HANDLE_NAMES = {
    "turn": "Turn",
    "slant": "Slant",
    "thickness": "Thickness",
    "across": "To the right",
    "down": "Down",
    "blur": "Blur",
    "noise": "Noise",
}
DEGREES, PIXELS, SHARE_OF_INK = "{value}°", "{value} px", "{value} %"
WHAT_IF_RESET = "Reset"
WHAT_WOULD_MAKE = "What would make it another digit? Press its key."
WHAT_IF_BAR_TIP = "What would make it this digit?"
SINGLE_PIXELS = "Single pixels"
WOULD_ORIGINAL, WOULD_CHANGE, WOULD_RESULT = "Before", "Change", "After"
WOULD_SEEK = "Looking for what makes it a {digit}… Esc ends it."
WOULD_ALREADY = "It is a {digit} already."
WOULD_FOUND = "The smallest change found: the ink of {amount} pixels. Now it is: {answer}."
WOULD_COLOURS = "Blue ink was added, orange ink taken away."
WHAT_IF_NOTE = "Here the picture network answers alone: the other one sees strokes, and no pixels."
WOULD_NONE = "No change was found that makes it a {digit}; {tried} pictures were tried. The nearest is still: {answer}."

# A map of digits
MAP, MAP_TIP = "Map of digits", "See where the network puts your digit among 2,000 others, as you draw"
MAP_TITLE = "Map of digits"
MAP_LOADING = "The map is being read…"
MAP_EMPTY, MAP_CLICK = "Draw a digit: it moves to its place.", "Click on a point to see it."
MAP_MAKING = "The map is being made for this model…"
MAP_MADE = "This map was made for your model: the one that ships belongs to another."
MAP_YOURS = "Yours"
MAP_DIGIT = "A {digit} that somebody wrote"
MAP_NEAREST = "The nearest: a {digit} that somebody wrote"
MAP_OWN = "Diamonds: what you said your own digits are."
MAP_LEGEND = "Digits near each other look alike to the picture network. Digit keys show one kind alone, arrows walk."
BAD_MAP = "This is no map of digits, or it is damaged."

# Models
NO_MODEL = "There is no such model file."
UNKNOWN_MODEL_TYPE = "This is not a model file that digitpad knows (.tflite, .keras or .h5)."
DAMAGED_MODEL = "This model file is damaged, or not a model at all."
TAMPERED_MODEL = "This model file is not the one that its facts file names (SHA-256 differs); please install it again."
BAD_FACTS = "This facts file is damaged."
WRONG_INPUT = "This model doesn't take one 28 × 28 picture (its input is {shape})."
WRONG_OUTPUT = "This model doesn't answer with ten digits (its output is {shape})."
NOT_FLOAT_MODEL = "This model is quantised: digitpad runs models with float32 input."
KERAS_NOT_PACKAGED = (
    "This model needs Keras, which the packaged program leaves out: the Python package runs it, with "
    "pip install “digitpad[train]”."
)
KERAS_MISSING = "This model needs Keras, which is not installed here: pip install “digitpad[train]” brings it."

# How well the network adapts to a hand
EVALUATE_ADAPTING_HELP = "measure what examples of a hand bring, on the hands of the test writers"
ADAPTING_ALONE = "--adapting goes with neither --data, --numbers nor --plots."
ADAPTING_EACH = "{each} of each digit"
ADAPTING_CORRECTED = "corrections in {count} digits"
ADAPTING_ANSWERED = "corrections and what is not sure"
ADAPTING_CROOKED = "crooked: {name}"
ADAPTING_COLUMNS = ("Examples", "Writers", "Digits", "Wrong", "", "Wrong or refused", "", "Fewer errors")
ADAPTING_FEWER = "{share:.0%} ({low:.0%} to {high:.0%})"
ADAPTING_NOTE = (
    "Each number before and after. The last column is of wrong or refused digits, with its 95 % interval over writers. "
    "Crooked: the same digits, all of one writer turned, slanted and stretched alike."
)
ADAPTING_STRANGERS = (
    "Strangers: one writer's {each} of each digit, another's digits, all {pairs} pairs: "
    "{before:.2%} wrong before, {after:.2%} after ({change:+.3f} points)."
)
ADAPTING_LETTERS = "Letters refused: {before:.2%} before, {after:.2%} after, of {count} by the writers of the examples."
ADAPTING_SIGNS = (
    "Refused signs read as the digit that they were called: after one example {one:.1%}, after two {two:.1%}."
)
ADAPTING_SURE = "Sure answers after {each} of each digit: {share:.2%}, {right:.2%} of them right ({before:.2%} before)."
EVALUATE_BY_HELP = "writer: each writer of a labelled set, without and with examples of that hand"
BY_WRITER_OF_A_SET = "--by writer goes with --data and a labelled set (.npz), and not with --plots."
NO_WRITERS = "This labelled set doesn't say who wrote what."
WRITER_COLUMNS = ("Writer", "Digits", "Right", "Asked", "Right before", "Right after")
WRITERS_NOTE = "Before and after: of the digits asked about, without and with the writer's other digits as examples."

# Examples of a hand
NOT_A_LABEL = "An example's label is a digit, 0 to 9, not {label}."
BLANK_EXAMPLE = "There is no ink in this example."
NOT_EXAMPLES = "This is neither a labelled set (.npz) nor a file of labelled drawings (.jsonl)."
NO_EXAMPLES = "There is no labelled drawing in this file that can be read."
NOTHING_TO_EXPORT = "There is no labelled drawing to write."
FILE_BUSY = "another program is busy with it"
PREDICT_EXAMPLES_HELP = "adapt to a hand: its labelled digits (.npz, or labelled.jsonl)"

# A sheet for paper
SHEET_ASKS = "Write one digit in each box, as you always do, with a dark pen."
SHEET_WRITER = "Who writes:"
SHEET_KINDS = "The sheet can be written as .pdf or .png."
SHEET_OUT_HELP = "the file to make, .pdf or .png"
NO_SHEET = "There is no whole sheet in this picture: all five square marks must be seen, sharp and not covered."
EMPTY_SHEET = "Nothing is written on this sheet."
COLLECT_FILES_HELP = "photos or scans of written sheets, one in each; the file's name becomes its writer's"
COLLECT_OUT_HELP = "the labelled set to make (.npz)"
COLLECTED = "{count} digits, {empty} boxes empty."

# The command line
DESCRIPTION = "Draw a digit, and a small neural network says which one it is."
MODEL_HELP = "a model of your own (.tflite, .keras or .h5) instead of the one that ships with digitpad"
PAD_FILE_HELP = "a drawing file or a picture to open"
# What argparse itself says, by what it says in English: its own catalogues, where a system has them, are Python's.
ARGPARSE = {
    "usage: ": "usage: ",
    "positional arguments": "positional arguments",
    "options": "options",
    "show this help message and exit": "show this help message and exit",
    "show program's version number and exit": "show program's version number and exit",
    "the following arguments are required: %s": "the following arguments are required: %s",
    "one of the arguments %s is required": "one of the arguments %s is required",
    "unrecognized arguments: %s": "unrecognized arguments: %s",
    "not allowed with argument %s": "not allowed with argument %s",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s: %(message)s",
    "expected one argument": "expected one argument",
    "expected at least one argument": "expected at least one argument",
    "invalid choice: %(value)r (choose from %(choices)s)": "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid %(type)s value: %(value)r": "invalid %(type)s value: %(value)r",
    "ignored explicit argument %r": "ignored explicit argument %r",
}
COMMANDS = {
    "predict": "say which digits picture files and drawing files show",
    "explain": "make a picture of what happens inside the network",
    "sheet": "make a page for paper, with boxes to write digits in",
    "collect": "make a labelled set of photographed or scanned pages",
    "train": "train a model by one of the recipes",
    "evaluate": "measure a model on a labelled set",
    "export": "make the .tflite file and the facts file of a Keras model",
    "recipes": "list the recipes, with source and accuracy of each",
    "explore": "show the training data as pictures",
    "self-test": "print versions and read ten known digits",
}
COMMANDS_HEADING = "Without a command, the pad opens. Commands:"
COMMANDS_FOOTER = "digitpad COMMAND --help says more about one of them."
NO_COMMAND_OR_FILE = "there is no command and no file called “{word}”"
SEE_HELP = "Try “{program} --help”."
TRAINING_NOT_PACKAGED = (
    "digitpad {command} needs {library} for this, which the packaged program leaves out: the Python package does it, "
    'with pip install "digitpad[train]".'
)
TRAINING_MISSING = (
    'digitpad {command} needs {library}, which is not installed here: pip install "digitpad[train]" brings it.'
)
PREDICT_FILES_HELP = "picture files, drawing files and folders of them; - reads one from standard input"
NOT_SURE_NUMBER = "not sure: {text}"
ROW_BREAK = " / "
PREDICT_CSV_HELP = "print one line for each digit, with its place in the picture"
PREDICT_DIGITS_ONLY_HELP = "leave signs and spaces out of the text"
SUM = "{sum} {value}"
SUM_AND_VALUE = "{sum} → {value}"
PREDICT_ANNOTATE_HELP = "also write the picture as PNG, with a box and the answer at each digit"
ANNOTATE_ONE = "--annotate takes one file at a time."
ANNOTATE_ELSEWHERE = "The annotated picture would replace the file that is read; please give it another name."
READ_SMALLER = "This picture is very large: squares of {scale} × {scale} of its pixels were read as one."
PREDICT_JSON_HELP = "print one JSON array instead of lines"
STANDARD_INPUT, STANDARD_OUTPUT = "standard input", "standard output"
INPUT_CLOSED = "Nothing comes from there: it is closed."
FILE_TOO_LARGE = "This file is larger than {limit} MB, which no picture of a digit needs."
EMPTY_FILE = "This file is empty."
NO_INK = "There is no ink in this picture."

# Folders of scans
PREDICT_RECURSIVE_HELP = "look into folders within folders, too"
PREDICT_WORKERS_HELP = "how many processes read (by default as many as there are cores, if there are many files)"
PREDICT_JSONL_HELP = "print one JSON object a line for each file (JSON Lines)"
PREDICT_RESUME_HELP = (
    "write results into this file instead (.csv or .jsonl), and leave out what is in it already: so a run that was "
    "stopped goes on"
)
PREDICT_OUT_HELP = "write results into this new file instead (.csv or .jsonl)"
PREDICT_KAGGLE_HELP = "answer a table of Kaggle's Digit Recognizer (test.csv), with --out submission.csv"
KAGGLE_OUT = "--kaggle takes --out with the file to write, and no other files."
KAGGLE_ELSEWHERE = "The answers would replace the table that is read; please give them another name."
FILE_THERE = "This file is there already; please give another name."
NOT_KAGGLE = "This is not a table of Kaggle's Digit Recognizer (pixel0 to pixel783, and before them perhaps label)."
NO_KAGGLE_LABELS = "This table has no labels: Kaggle's train.csv has them, test.csv has none."
READ_FOLDER, READ_FOLDER_TIP = "Read a folder…", "Read all scans of a folder, and correct what isn't sure"
OPEN_TABLE = "Go on with a table…"
OPEN_TABLE_TIP = "Open a table of scans that was saved, and read what is new in its folder"
WHERE_SCANS = "Where is the folder “{folder}” of this table's scans now?"
SCANS_GO_ON = Plural(
    "{count} scan of this folder has been looked through, and is in no table yet. Go on from there? If not, what was "
    "said of it is forgotten.",
    "{count} scans of this folder have been looked through, and are in no table yet. Go on from there? If not, what "
    "was said of them is forgotten.",
)
SCANS_BUSY = "Another window is looking through this folder; go on there, or close it first."
SCANS_NOT_KEPT = "What you say is not kept until it is saved ({reason})."
SCANS_NOT_BACK = "Not all that was kept is here yet: wait a moment, or open it again."
NO_RESULTS = "There is no result in this table."
SCANS_TITLE = "Scans in {folder}"
SCANS_FILE, SCANS_ANSWER, SCANS_CORRECTED = "File", "Answer", "Corrected"
SCANS_SAVE, CSV_FILES = "Save as table…", "Tables (CSV)"
SCANS_UNSAVED = "Your corrections are in no file yet. Save them?"
SCANS_READING = "{found} of {total} read, {unsure} not sure; Esc stops."
SCANS_READ = "{found} read, {unsure} not sure."
SCANS_READ_AS = "read as {digit}"
SCANS_DIGIT = "Digit {place} of {count}: {what}."
SCANS_HOW = "Press the key of what it really is, ← and → for other digits, Enter for the next scan."
NO_MATCH = "No file matches this pattern."
EMPTY_FOLDER = "There are no pictures and no drawing files in this folder."
EMPTY_FOLDER_FLAT = "There are no pictures and no drawing files in this folder; --recursive looks into those within."
FOLDER_GONE = "This folder is gone; what was not yet read in it is left out."
WORKER_ENDED = "The process that read this file has ended without an answer; is there too little memory?"
NO_WORKER = "No process can be started to read files; --workers 1 needs none."
NO_WORKERS = "There must be at least one worker."
RESULTS_KINDS = "Results can be written as .csv or .jsonl."
RESULTS_THERE = "This file is there already: give another name, or go on with it by --resume."
RESULTS_BUSY = "Another run is writing this file; wait until it is done, or name another file."
NOT_RESULTS = "This file doesn't hold results of digitpad, and is left as it is."
ANNOTATE_PRINTS = "--annotate goes with neither --resume nor --out."
FILES_READ = Plural("{count} file read", "{count} files read")
FILES_KNOWN = Plural("{count} was there already", "{count} were there already")
FILES_UNSURE = Plural("{count} not sure", "{count} not sure")
FILES_BAD = Plural("{count} can't be read", "{count} can't be read")
STOPPED_RESULTS = "Stopped. The same command goes on from here, with --resume {file}."

# Pictures
NAMELESS_PICTURE = "picture"
MOVING_PICTURE = "This is an animation; digitpad reads single pictures."
NOT_A_PICTURE = "This is not a picture that digitpad reads (PNG, JPEG, WebP, BMP, GIF or TIFF)."
DAMAGED_PICTURE = "This picture is damaged or cut off."
HUGE_PICTURE = "This picture has more than {megapixels} megapixels, which is more than digitpad opens."
SELF_TEST_RESULT = "{right} of {total} known digits read rightly."
NO_VERSION = "(version not recorded)"

# Training
UNKNOWN_RECIPE = "The recipes are {known}; there is no “{name}”{nearest}"
NOTHING_TO_RESUME = "There is no checkpoint here to resume from."
NO_TEACHER = "is no Keras model that can be read."
OTHER_TEACHER = "is no teacher: it takes 28 × 28 pictures and gives 11 scores, or holds the weights of such a network."
TEACHES_OURS = "Teachers teach the recipes digitpad and digitpad-teacher alone; train {recipe} without --teacher."
TEACHER_LINE = "{file}: {mnist} of {images} MNIST digits and {strokes} of {drawn} drawn ones wrong (validation)"
OTHER_SETTINGS = "{folder} was trained with {name} = {before}, not {now}; resume with the same settings or train anew."
LOSS_IS_NAN = "The loss is no number any more in epoch {epoch}: try a lower --learning-rate."


def time_left(seconds: float) -> str:
    """Say how much longer something takes, in the unit that fits."""
    if seconds < 100:
        return SECONDS_LEFT.format(seconds=seconds)
    return MINUTES_LEFT.format(minutes=seconds / 60) if seconds < 6000 else HOURS_LEFT.format(hours=seconds / 3600)


EXPORT_TAKES_KERAS = "Only .keras files can be exported."
EXPORT_DISAGREES = "The exported model doesn't answer like the original (scores differ by up to {difference:.2g})."
INTERRUPTED = "Stopped. The best model so far is {path}; --resume goes on from the last whole epoch."
INTERRUPTED_AT_ONCE = "Stopped before the first epoch was done."
OUT_IS_KERAS = "The model that is made must be called something.keras."
TRAIN_RECIPE_HELP = "which recipe to train; digitpad recipes lists them"
TRAIN_OUT_HELP = "the model file to make (default: runs/RECIPE.keras); its run folder stands beside it"
TRAIN_RESUME_HELP = "go on from the last whole epoch of an interrupted training"
TRAIN_SETTINGS = "settings (each by default the recipe's own)"
TRAIN_OWN_SETTINGS = "what an epoch of the recipe digitpad holds"
TRAIN_SETTING_HELP = {
    "epochs": "how often the material is gone through",
    "batch": "pictures in one step",
    "optimizer": "adam, adamw or adadelta",
    "learning_rate": "at its highest",
    "weight_decay": "of AdamW",
    "start_from": "a .keras file of the same network to start from",
    "ema": "decay of a moving average of the weights, 0.999 say; 0 for none",
    "pool": "how many different epochs are drawn and shown again and again; 0 to draw each anew",
    "makers": "processes that draw the next epochs meanwhile",
    "teacher": "networks (.keras files) whose answers are learned; their answers are kept beside the model",
    "precision": "float32, or mixed_bfloat16: quicker where the processor has instructions for it",
    "seed": "of all chance",
    "averaged": "share of the epochs, at the end, over which weights are averaged (digitpad only)",
    "strokes": "pen strokes beside MNIST",
    "augment": "pictures varied",
    "plain": "share of digits that the closing epochs leave as they were written",
    "closing": "share of the epochs, at the end, that do so",
    "stubs": "share of varied digits that get the stub of a form's line",
    "turning": "how far pen strokes are turned, a standard deviation in degrees",
    "coarse": "how often the points of pen strokes are thinned, 0 to 1",
    "outliers": "letters, doodles and several digits taught as no digit",
    "stroke_repeats": "how often each stroke digit comes up",
    "letters": "how many letters",
    "doodles": "how many doodles",
    "several": "how many drawings of two or three digits",
    "example_repeats": "how often each digit of --examples comes up",
    "limit": "at most so many of each source, for a smoke run; 0 for all",
}
TRAIN_EXAMPLES_HELP = (
    "labelled sets (.npz, Kaggle's train.csv, folders with folders 0 to 9) to learn from as well; their writers are "
    "split into training and validation"
)
EXAMPLES_OF_OURS = "--examples goes with the recipe digitpad; the others are trained as their sources say."
TRAINED = "{path}: {accuracy:.2%} of MNIST's test digits (error {error:.2%}, loss {loss:.4f}), in {minutes:.0f} min."
TRAINED_STROKES = (
    "{path}: of {digits} validation digits {strokes} wrong alone, {picture} by the picture network, {both} by both, "
    "in {minutes:.0f} min."
)
RECIPES_JSON_HELP = "print JSON"
RECIPE_ACCURACIES = "MNIST test accuracy {stated} in its source, {measured} here"
NOT_STATED = "not stated"
NOT_MEASURED = "not measured"
EXPORT_MODEL_HELP = "the Keras model to convert"
ROBUSTNESS_LINE = "{kind:<8} {name:<36} accuracy {accuracy:.4f}  loss {loss:+.4f}  of {count} digits"
REFUSAL_LINE = "{name:<18} {known:<13} {wanted}: {share:.0%}"
TAUGHT = "taught"
NEVER_TAUGHT = "never taught"
SEVERAL_DIGITS = "{count} digits"
EVALUATE_NUMBERS_HELP = "measure whole numbers of held-out writers, and pages made of MNIST's test digits"
SINGLES_LINE = "{count} digits alone: {predicted:.2%} right as one digit, {read:.2%} as a number of any length"
FORMS_LINE = "{kind:8} {look:13} {exact:8.2%} exact of {forms}"
PAGES_LINE = (
    "pages of {digits} digits: recall {recall:.2%}, precision {precision:.2%}, "
    "right of those found {right:.2%}, exact rows {exact_rows:.2%}"
)
NUMBER_LINE = "{gap:<9} {length} digits: {exact:.2%} exact  (each digit alone: {alone:.2%})"
WRITTEN_LINE = (
    "{kind:<7} {pattern:<20} {exact:.2%} exact, spaces right in {spaces:.2%}  (each digit alone: {alone:.2%})"
)
TURNED = "{length} digits by {degrees:.0f}°"
NO_START = "This is not a model of the recipe's network to start from."
