from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach.cli import begegnung as command


@pytest.fixture
def begegnung() -> Callable[..., Result]:
    """Run `begegnung` as somebody at a terminal does, for the office in this folder."""

    def run(*words: str, data: Path | None = None) -> Result:
        where = ["--data", str(data)] if data else []
        result = CliRunner().invoke(command, [*words, *where])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
