"""Who answers what, and when: early questions, stale answers, newest first."""

import threading

from digitpad import Drawing, Recognizer, UserError, texts
from digitpad.app.session.reports import Answer, Failed, ModelReady
from digitpad.app.session.worker import Worker
from tests.app.hand import ONE, SEVEN, until
from tests.app.readers import OneDigit, Slow, answer
from tests.app.state import status


def test_predict_pressed_early_is_answered(open_app):
    """While the model loads, drawing works; what is asked meanwhile is answered as soon as it is there."""
    loaded = threading.Event()

    def load():
        loaded.wait()
        return Recognizer()

    app, hand = open_app(load)
    hand.draw(SEVEN)
    hand.key("Return")
    assert app.root.title() == "digitpad"
    assert status(app) == texts.ANSWER_FOLLOWS
    loaded.set()
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")


def test_answers_are_announced(open_app):
    """Each answer that is shown makes an <<Answered>> event."""
    app, hand = open_app()
    answered = []
    app.root.bind("<<Answered>>", answered.append)
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: len(answered) == 1, "the answer is announced")
    assert app.root.title().startswith("7 (")


def test_an_answer_to_a_changed_drawing_is_not_shown(open_app):
    """An answer that comes after the drawing has changed is dropped."""
    reader = Slow([7])
    app, hand = open_app(lambda: reader)
    hand.draw(SEVEN)
    hand.key("Return")
    until(app, lambda: reader.asked.acquire(blocking=False), "the recogniser is asked")
    hand.draw(ONE)
    reader.go.release()
    until(app, lambda: not app.session.pending, "the answer has come")
    assert app.root.title() == "digitpad"
    assert "7" not in app.looks.view.panel.text


def test_a_stale_answer_never_hides_the_newer_one(open_app):
    """Of two questions only the newer one's answer is shown, even while the older one's comes in."""
    reader = Slow([1, 7])
    app, hand = open_app(lambda: reader)
    titles = []
    app.root.bind("<<Answered>>", lambda event: titles.append(app.root.title()))
    hand.draw(ONE)
    hand.key("Return")
    until(app, lambda: reader.asked.acquire(blocking=False), "the recogniser is asked")
    hand.key("Delete")
    hand.draw(SEVEN)
    hand.key("Return")
    reader.go.release(2)
    until(app, lambda: titles, "an answer is shown")
    until(app, lambda: not app.session.pending, "all answers have come")
    assert titles == ["7 (99 %) - digitpad"]


def test_the_window_only_polls_while_something_is_to_come(open_app):
    """Once the model is loaded and everything answered, the window does nothing until somebody does."""
    reader = Slow([7])
    app, hand = open_app(lambda: reader)
    until(app, lambda: not app.poller.polling, "it stops polling")
    hand.draw(SEVEN)
    hand.key("Return")
    reader.asked.acquire()
    assert app.poller.polling
    reader.go.release()
    until(app, lambda: app.root.title().startswith("7 ("), "the answer is there")
    assert not app.poller.polling


def reports_of(worker, enough):
    """Take reports until there are enough."""
    reports = []
    while not enough(reports):
        reports += worker.take()
    return reports


def test_of_waiting_requests_only_the_newest_is_answered():
    """Requests that pile up while the recogniser is busy are skipped, all but the last."""
    reader = Slow([1, 2, 3, 4])
    worker = Worker(lambda: reader)
    worker.start()
    drawing = Drawing().with_stroke([(1, 1)])
    worker.ask(drawing)
    reader.asked.acquire()
    for _ in range(3):
        worker.ask(drawing)
    reader.go.release(4)
    reports = reports_of(worker, lambda reports: not worker.pending)
    worker.close()
    assert [report.number for report in reports if isinstance(report, Answer)] == [1, 4]


def test_a_failed_model_answers_every_question_with_its_error():
    """Somebody who presses Predict without a model hears why there is no answer, each time."""

    def load():
        raise UserError("no model")

    worker = Worker(load)
    worker.start()
    reports = reports_of(worker, lambda reports: not worker.pending)
    worker.ask(Drawing())
    reports += reports_of(worker, lambda reports: not worker.pending)
    worker.close()
    failures = [report for report in reports if isinstance(report, Failed)]
    assert [(failure.number, str(failure.error)) for failure in failures] == [(None, "no model"), (1, "no model")]


def test_an_error_in_one_answer_does_not_end_the_worker():
    """After a question that fails, the next one is answered."""
    failing = [ValueError("once")]

    class Once(OneDigit):
        def predict_many(self, sources):
            if failing:
                raise failing.pop()
            return [answer(7)]

    worker = Worker(lambda: Once())
    worker.start()
    worker.ask(Drawing())
    reports = reports_of(worker, lambda reports: not worker.pending)
    worker.ask(Drawing())
    reports += reports_of(worker, lambda reports: not worker.pending)
    worker.close()
    assert any(isinstance(report, ModelReady) for report in reports)
    assert [type(report) for report in reports[-2:]] == [Failed, Answer]
