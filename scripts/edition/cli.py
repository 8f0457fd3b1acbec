"""The command `edition`. Every command but new acts on the edition in the current folder."""

import sys
from pathlib import Path

import click

from edition import cli_note, cli_site, cli_text
from edition.files import disk as files
from edition.files.problem import EditionError, Problem


class Commands(click.Group):
    """Commands that answer a user's mistake with one line a problem and exit status 1, never with a traceback."""

    def invoke(self, context: click.Context) -> None:
        """Run a command."""
        try:
            super().invoke(context)
            return
        except EditionError as error:
            click.echo("".join(f"{problem}\n" for problem in error.problems), err=True, nl=False)
        except BrokenPipeError:
            sys.stdout = None  # whoever read it has seen enough
            sys.exit(1)
        except OSError as error:
            name = files.shown(Path(error.filename), Path.cwd()) if error.filename else "."
            problem = Problem(name, 1, 1, f"cannot be written: {error.strerror}; nothing was changed", "not-written")
            click.echo(str(problem), err=True)
        except KeyboardInterrupt:
            click.echo("interrupted; run the command again", err=True)
        sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="annotated-edition")
def main() -> None:
    """Make an annotated edition: check it, generate its pages, bring the author's text in."""
    if files.recover(Path.cwd()):
        click.echo("completed a run that had been interrupted", err=True)


for command in (*cli_note.COMMANDS, *cli_site.COMMANDS, *cli_text.COMMANDS):
    main.add_command(command)
