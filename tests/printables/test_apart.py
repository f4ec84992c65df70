"""Paper is made beside the server, not in it."""

import subprocess
from dataclasses import replace
from functools import partial

import pytest

from printables import apart, staff_card
from printables.errors import CannotPrint
from tests.printables import reading
from tests.printables.test_staff_cards import CARD


def test_a_piece_made_apart_is_the_same_piece():
    pdf = apart.render(partial(staff_card.render, CARD))
    assert reading.text(pdf) == reading.text(staff_card.render(CARD))


def test_what_cannot_be_printed_says_so_from_there(capfd):
    with pytest.raises(CannotPrint, match="市"):
        apart.render(partial(staff_card.render, replace(CARD, name="市場")))
    assert capfd.readouterr().err == "", "a name is in no log"


def test_what_breaks_there_is_no_piece(capfd):
    with pytest.raises(subprocess.CalledProcessError):
        apart.render(partial(bytes, -1))
