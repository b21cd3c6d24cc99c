"""The parent's side of the child process that parses documents: one child, used again, replaced when it fails."""

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path

from . import limits, worker

START = (  # the child finds this package by itself: importing `loaders` would load pandas for each child
    "import sys; sys.path.insert(0, sys.argv[1]); import documents.worker as worker; del sys.path[0]; worker.main()"
)
_turn = threading.Lock()
_child: "_Child | None" = None


def parse(path: Path, kind: str) -> dict:
    """The parts of the document, parsed in the child; raises limits.Refused when it costs too much or is damaged."""
    global _child
    with _turn:
        if _child is None or not _child.usable():
            close()
            _child = _Child()
        answer = _child.ask({"path": str(path.resolve()), "kind": kind, "seconds": limits.SECONDS + 2})
        if answer is None or answer.get("end"):
            close()
    if answer is None:
        raise limits.Refused(limits.BROKE_PARSER)
    if "refused" in answer:
        raise limits.Refused(answer["refused"])
    return answer["parts"]


def close() -> None:
    """End the child process; the next document starts another."""
    global _child
    if _child is not None:
        _child.end()
        _child = None


class _Child:
    """One child process."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.documents = 0
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, str(Path(__file__).parent.parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def usable(self) -> bool:
        """Whether it may be asked again: alive, started by this process, not too old."""
        return self.owner == os.getpid() and self.documents < limits.DOCUMENTS and self.process.poll() is None

    def ask(self, request: dict) -> dict | None:
        """The child's answer, or None when it died; raises Refused when time ran out."""
        self.documents += 1
        late = threading.Event()
        timer = threading.Timer(limits.SECONDS, self._stop, [late])
        timer.start()
        try:
            worker.send(self.process.stdin, request)
            answer = worker.receive(self.process.stdout)
        except (OSError, ValueError):
            answer = None
        finally:
            timer.cancel()
        if answer is None and late.is_set():
            return {"refused": limits.TOO_LONG.format(limits.SECONDS), "end": True}
        return answer

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def end(self) -> None:
        """Let it go: at once when it is ours, never when it belongs to the process that forked this one."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


atexit.register(close)
