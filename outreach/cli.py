"""The command `begegnung`: everything an office does from a terminal.

Exit status: 0 done, 1 something was refused or has problems worth reading, 2 wrong usage.
"""

import click

from outreach.commands import addresses, demo, init, offers, placements, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="begegnung")
def begegnung() -> None:
    """Outreach of a city's office against loneliness: from a poster to a meeting nearby."""


for command in (
    init.init,
    demo.demo,
    serve.serve,
    offers.import_offers,
    addresses.load_addresses,
    placements.place,
    placements.print_placement,
    placements.codes,
):
    begegnung.add_command(command)
