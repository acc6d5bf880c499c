"""The command `evidencekit`: arguments in, exit code out; each command is a module."""

from importlib import import_module
from typing import Any

import click

from evidencekit import __version__
from evidencekit.commands.complaint import complain, visible_usage_errors
from evidencekit.commands.exit_codes import ExitCode
from evidencekit.errors import EvidenceKitError

_COMMANDS = (
    *("check", "watch", "export", "parse", "claims", "resolve", "explain", "rules"),
    "config",
)


class Failure(click.ClickException):
    """Something that ends the run: one line on standard error, exit code 2."""

    exit_code = ExitCode.FAILED

    def show(self, file: Any = None) -> None:
        """Print the line."""
        complain(self.message)


class Program(click.Group):
    """The group of our commands; a command's module is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, the main one first."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None if there is no such command."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"evidencekit.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context, made from the arguments."""
        with visible_usage_errors():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever goes wrong ends in one line and an exit code."""
        try:
            with visible_usage_errors():
                return super().invoke(ctx)
        except EvidenceKitError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            complain("interrupted")
            ctx.exit(ExitCode.INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        # The last stop: a bug of ours must not greet the user with a traceback.
        except Exception as error:
            from evidencekit.commands.bug import bug

            raise Failure(bug(error)) from error


@click.command(
    "evidencekit",
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="evidencekit %(version)s")
def main() -> None:
    """Find the references of an article, check them, and map its claims to them.

    \b
    Exit codes, the same in every format:
      0  nothing found
      1  findings at or above --fail-on
      2  wrong usage, unreadable input, or a bug of ours
      3  no such findings, but something could not be checked
    """
