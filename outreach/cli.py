"""The command `begegnung`: everything an office does from a terminal.

Exit status: 0 done, 1 something was refused or has problems worth reading, 2 wrong usage.
"""

import os
import sys
from importlib import import_module
from typing import Any

import click

from printables.apart import STEPPED_BACK

# Where each command lives. Only the one that was asked for is imported: serving needs no printing.
COMMANDS = {
    "init": "init",
    "demo": "demo",
    "demo-links": "demo",
    "serve": "serve",
    "import-offers": "offers",
    "load-addresses": "addresses",
    "load-holidays": "holidays",
    "load-gtfs": "timetables",
    "load-population": "population",
    "locate": "offers",
    "place": "placements",
    "print-placement": "prints",
    "print-campaign": "print_runs",
    "pieces": "print_runs",
    "brochure": "brochures",
    "calendar": "brochures",
    "add-screen": "screens",
    "screen-sheet": "screen_sheets",
    "print-cards": "prints",
    "slip": "slips",
    "share": "share",
    "mark": "placements",
    "codes": "placements",
    "wishes": "offers",
    "forget": "forget",
    "audit": "audit",
    "report": "reports",
    "export": "reports",
    "backup": "backups",
    "restore": "backups",
    "recovery-sheet": "office_key",
    "recover-key": "office_key",
    "invite-coordinator": "people",
    "invite-pilot": "people",
    "print-staff-card": "staff_cards",
    "print-certificate": "certificates",
}


# They keep a core busy for seconds; whoever scans meanwhile comes first.
LONG = {"import-offers", "load-addresses", "load-gtfs", "load-population"}
LONG |= {"print-placement", "print-campaign", "print-cards", "brochure", "calendar", "share"}


class Commands(click.Group):
    """A group that imports a command when it is needed."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command of a shell; a long one steps back, with all of its process."""
        if LONG.intersection(sys.argv[1:2]):
            os.nice(STEPPED_BACK)
        return super().__call__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order an office needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"outreach.commands.{COMMANDS[cmd_name]}")
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="begegnung")
def begegnung() -> None:
    """Outreach of a city's office against loneliness: from a poster to a meeting nearby."""
