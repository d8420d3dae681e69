"""Does what takes long and needs no model, beside window and answers: files that are read and written."""

import queue
import threading

from digitpad.app.session.reports import Job, JobDone


class Aside:
    """A thread for each kind of job; those of a kind are done one after the other, and none is left out.

    All methods belong to the window's thread.
    """

    def __init__(self) -> None:
        self._threads: dict[str, threading.Thread] = {}
        self._jobs: dict[str, queue.SimpleQueue[Job | None]] = {}
        self._reports: queue.SimpleQueue[JobDone] = queue.SimpleQueue()
        self._left = 0

    @property
    def pending(self) -> bool:
        """Whether a report is still to come."""
        return self._left > 0

    def do(self, job: Job) -> None:
        """Let a job be done; its work is handed no recogniser."""
        if job.kind not in self._threads:
            self._jobs[job.kind] = queue.SimpleQueue()
            # A daemon: what must be done before the process ends is waited for.
            self._threads[job.kind] = threading.Thread(
                target=self._work, args=(self._jobs[job.kind],), name=f"digitpad-{job.kind}", daemon=True
            )
            self._threads[job.kind].start()
        self._left += 1
        self._jobs[job.kind].put(job)

    def take(self) -> list[JobDone]:
        """Return what has been reported since the last time, without waiting."""
        reports = []
        while not self._reports.empty():
            reports.append(self._reports.get())
        self._left -= len(reports)
        return reports

    def finish(self, kind: str) -> None:
        """Wait until all jobs of a kind are done, however long that takes."""
        if kind in self._threads:
            self._jobs.pop(kind).put(None)
            self._threads.pop(kind).join()

    def _work(self, jobs: "queue.SimpleQueue[Job | None]") -> None:
        while (job := jobs.get()) is not None:
            try:
                result = job.work(None)
            except Exception as error:  # noqa: BLE001 -- told in the thread that can tell the person
                result = error
            self._reports.put(JobDone(job, result))
