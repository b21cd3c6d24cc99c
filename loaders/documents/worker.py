"""The child process: reads requests from its standard input, answers with the parts of a document or a refusal.

Both directions carry a length of four bytes and JSON, so that nothing a parser does can run code in the parent.
"""

import faulthandler
import importlib
import json
import os
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from . import limits

PARSERS = {"docx": "word", "odt": "odt", "pdf": "pdf", "html": "html"}


def main() -> None:
    """Serve until the parent closes the pipe; a document that takes too long ends the process."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the answers
    parsers = {kind: importlib.import_module(f".{module}", __package__) for kind, module in PARSERS.items()}
    _limit_memory()
    while (request := receive(requests)) is not None:
        faulthandler.dump_traceback_later(request["seconds"], exit=True)
        answer = _answer(parsers[request["kind"]], request)
        faulthandler.cancel_dump_traceback_later()
        send(answers, answer)


def _answer(parser, request: dict) -> dict:
    try:
        data = limits.load(Path(request["path"]), limits.FILE_BYTES)
        parts = parser.parse(data)
        if len(parts["text"]) > limits.CHARACTERS:
            raise limits.Refused("it holds more text than a record can have; split it.")
        if not parts["text"].strip():
            raise limits.Refused("there is no text in it; check that it is the right file.")
        return {"parts": parts}
    except limits.Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": limits.TOO_MUCH_MEMORY, "end": True}
    except RecursionError:
        return {"refused": "its parts are nested too deeply; save it anew and load it again."}
    except Exception as error:  # a parser's own failure is a sentence about the file, never a traceback
        return {"refused": f"it cannot be read ({type(error).__name__}); save it anew and load it again."}


def _limit_memory() -> None:
    """At most so much address space more than now, where the system can."""
    try:
        import resource
    except ImportError:
        return
    try:
        now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        now = 0
    most = now + limits.MEMORY
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def send(pipe: BinaryIO, message: dict) -> None:
    """Write one message."""
    data = json.dumps(message).encode()
    pipe.write(struct.pack(">I", len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> dict | None:
    """The next message, or None at the end of the pipe."""
    size = pipe.read(4)
    if len(size) < 4:
        return None
    data = pipe.read(struct.unpack(">I", size)[0])
    return json.loads(data) if data else None
