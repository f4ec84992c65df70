"""What takes long at a terminal steps back for the server, which does not."""

import os
import subprocess
import sys

import pytest

TELL = """import os, sys
from outreach.cli import begegnung
begegnung(standalone_mode=False)
print(os.nice(0), file=sys.stderr)"""
LAST = 19


@pytest.mark.parametrize(("command", "steps"), [("import-offers", 10), ("serve", 0)])
def test_who_scans_comes_before_an_import(command, steps):
    words = [sys.executable, "-c", TELL, command, "--help"]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert int(told.stderr) == min(os.nice(0) + steps, LAST)
