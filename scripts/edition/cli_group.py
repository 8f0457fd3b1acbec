"""What all commands have in common: a user's mistake, a full disk or an interrupt is told in one line, and never by a traceback."""

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from edition.files.disk import shown, write_changed
from edition.files.problem import EditionError, Problem, show_all_signs

ENDS = ("SIGINT", "SIGTERM", "SIGHUP")
WHOLE = "no file is half written, run it again when that is mended"


def hush() -> None:
    """Let go of what could not be written: Python would try once more at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _tell(error: OSError) -> None:
    """Say what could not be written."""
    name = shown(Path(error.filename), Path.cwd()) if error.filename else "."
    if not error.filename:
        hush()
    click.echo(Problem(name, 1, 1, f"cannot be written: {error.strerror}; {WHOLE}", "not-written"), err=True)


def _stand() -> None:
    """Raise EditionError (missing) where the current folder has been removed."""
    try:
        Path.cwd()
    except OSError:
        raise EditionError(
            Problem(".", 1, 1, "the current folder is no longer there; change into one that is", "missing")
        ) from None


def write(texts: Mapping[Path, str], root: Path) -> None:
    """Write the files of an edition that changed, and say which."""
    for path in write_changed(texts, root):
        click.echo(f"wrote {shown(path, root)}")


class Commands(click.Group):
    """Commands that answer a user's mistake with one line a problem and exit status 1, never with a traceback.

    later: by its name, where each command is that is loaded only when it is asked for, as module:object.
    """

    def __init__(self, *arguments: Any, later: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.later = later or {}

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands, those that are not loaded too."""
        return sorted({*super().list_commands(context), *self.later})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        if name not in self.later:
            return super().get_command(context, name)
        module, _, place = self.later[name].partition(":")
        command: click.Command = getattr(import_module(module), place)
        return command

    def main(self, *arguments: Any, **more: Any) -> Any:
        """Read what was typed, and run it; what is shown before any command runs, such as help, is told of as all else."""
        try:
            return super().main(*arguments, **more)
        except OSError as error:
            _tell(error)
        sys.exit(1)

    def invoke(self, context: click.Context) -> None:
        """Run a command; a signal that can be caught ends it as an interrupt does, and nothing is left waiting."""
        for name in ENDS:
            ending = getattr(signal, name, None)  # SIGHUP is not everywhere
            if ending is not None and signal.getsignal(ending) is signal.SIG_DFL:  # else whoever started it wants it to go on
                signal.signal(ending, signal.default_int_handler)
        for stream in (sys.stdout, sys.stderr):
            show_all_signs(stream)
        try:
            _stand()
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
            _tell(error)
        except KeyboardInterrupt:
            click.echo("interrupted; run the command again", err=True)
        sys.exit(1)
