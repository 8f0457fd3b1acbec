"""What all commands have in common: a user's mistake, a full disk or an interrupt is told in one line, and never by a traceback."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import click

from edition.files.disk import shown
from edition.files.problem import EditionError, Problem, show_all_signs

WHOLE = "no file is half written, run it again when that is mended"


def hush() -> None:
    """Let go of what could not be written: Python would try once more at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


class Commands(click.Group):
    """Commands that answer a user's mistake with one line a problem and exit status 1, never with a traceback."""

    def invoke(self, context: click.Context) -> None:
        """Run a command."""
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # as it stood while the command was loaded
            signal.signal(signal.SIGINT, signal.default_int_handler)
        for stream in (sys.stdout, sys.stderr):
            show_all_signs(stream)
        try:
            super().invoke(context)
            return
        except click.NoSuchOption as error:
            if words := next((word for word in sys.argv[1:] if word[:1] == "-" and " " in word), ""):
                raise click.UsageError(f"words that begin with a dash stand after --: -- “{words}”", error.ctx) from None
            raise
        except EditionError as error:
            click.echo("".join(f"{problem}\n" for problem in error.problems), err=True, nl=False)
        except BrokenPipeError:
            hush()  # whoever read it has seen enough
        except OSError as error:
            name = shown(Path(error.filename), Path.cwd()) if error.filename else "."
            if not error.filename:
                hush()
            click.echo(Problem(name, 1, 1, f"cannot be written: {error.strerror}; {WHOLE}", "not-written"), err=True)
        except KeyboardInterrupt:
            click.echo("interrupted; run the command again", err=True)
        sys.exit(1)
