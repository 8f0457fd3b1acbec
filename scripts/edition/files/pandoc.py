"""Pandoc, asked as a program of its own: bytes go in and come out, and its files may have any name in any locale."""

import os
import subprocess
import sys


class PandocError(Exception):
    """Pandoc has failed; its message is what it said, on one line."""


def run_pandoc(data: bytes, *options: str, patience: float | None = None) -> bytes:
    """Return what pandoc makes of some bytes by some options of its command line; patience: the most seconds that it may take.

    Raises PandocError; subprocess.TimeoutExpired.
    """
    from pypandoc import get_pandoc_path  # late: most runs ask nothing of it

    # Where the locale knows only ASCII, pandoc could open no file whose path has other letters.
    surroundings = os.environ | ({"LC_ALL": "C.UTF-8"} if sys.platform == "linux" else {})
    try:
        command = [get_pandoc_path(), *options]
        done = subprocess.run(command, input=data, capture_output=True, timeout=patience, check=False, env=surroundings)
    except OSError as error:
        raise PandocError(f"pandoc cannot be started: {error.strerror or error}") from None
    if done.returncode:
        lines = (line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines())
        raise PandocError(" ".join(line for line in lines if any(sign.isalpha() for sign in line)) or "pandoc says nothing")
    return done.stdout
