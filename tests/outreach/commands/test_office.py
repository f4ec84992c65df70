"""A data folder for an office: made once, found by every command, refused in plain words."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from store import database, office
from tests.full_disk import full_disk
from tests.serving import BEGEGNUNG


def test_init_makes_an_office_that_only_wants_its_own_words(begegnung, tmp_path):
    told = begegnung("init", data=tmp_path / "office")
    assert told.exit_code == 0 and "office.toml" in told.output
    made = office.read(tmp_path / "office")
    assert made.town == "Musterstadt" and made.phone.startswith("030 23125")
    assert begegnung("codes", data=tmp_path / "office").exit_code == 0


def test_init_again_changes_nothing(begegnung, folder, town):
    poster = town.poster()
    before = (folder / office.FILE_NAME).read_bytes()
    assert begegnung("init", data=folder).exit_code == 0
    assert (folder / office.FILE_NAME).read_bytes() == before
    assert poster.code in begegnung("codes", "--json", data=folder).output


def test_the_folder_may_be_named_by_the_environment(begegnung, folder, monkeypatch):
    monkeypatch.setenv("BEGEGNUNG_DATA", str(folder))
    assert begegnung("codes").exit_code == 0


def test_without_a_folder_one_is_asked_for_it(begegnung, monkeypatch):
    monkeypatch.delenv("BEGEGNUNG_DATA", raising=False)
    told = begegnung("codes")
    assert told.exit_code == 2
    assert "--data DIR or BEGEGNUNG_DATA" in told.stderr


def test_a_folder_without_an_office_is_told_how_to_get_one(begegnung, tmp_path):
    told = begegnung("codes", data=tmp_path)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "`begegnung init` makes one" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_office_that_says_something_unusable_is_told_what(begegnung, folder):
    (folder / office.FILE_NAME).write_text('name = "Begegnung"\ncolour = "red"\n', "utf-8")
    told = begegnung("serve", data=folder)
    assert told.exit_code == 1
    assert "we do not know what colour is" in told.stderr and "phone is missing" in told.stderr


def test_a_file_that_is_no_database_is_said_to_be_none(begegnung, folder):
    for file in folder.glob("begegnung.db*"):
        file.unlink()
    (folder / database.FILE_NAME).write_text("Liebe Leute, " * 100)
    told = begegnung("codes", data=folder)
    assert told.exit_code == 1 and "file is not a database" in told.stderr


def test_a_folder_that_cannot_be_made_is_refused(begegnung, folder):
    in_a_file = folder / office.FILE_NAME / "office"
    told = begegnung("init", data=in_a_file)
    assert told.exit_code == 1 and "Not a directory" in told.stderr
    assert begegnung("init", data=folder / office.FILE_NAME).exit_code == 2


def test_on_a_full_disk_nothing_is_half_done(begegnung, folder):
    somewhere = ("--lat", "52.02", "--lon", "8.53", "--district", "Neu")
    with full_disk():
        told = begegnung("place", "--name", "X", "--kind", "stop", *somewhere, data=folder)
    assert told.exit_code == 1 and told.stderr.startswith("Error: ")
    assert begegnung("codes", "--json", data=folder).stdout == "[]\n"


@contextmanager
def read_only(folder: Path):
    """The folder as somebody sees it who may only read there (root would not notice)."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = os.geteuid()
    if before == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(before)
        folder.chmod(0o755)


def test_a_folder_that_may_only_be_read_is_refused_in_a_sentence(begegnung, folder):
    begegnung("codes", data=folder)
    somewhere = ("--lat", "52.02", "--lon", "8.53")
    with TemporaryDirectory() as outside:
        office_there = shutil.copytree(folder, Path(outside) / "office")
        Path(outside).chmod(0o755)
        with read_only(office_there):
            told = begegnung(
                "place", "--name", "X", "--kind", "stop", *somewhere, data=office_there
            )
    assert told.exit_code == 1 and told.stdout == ""
    assert told.stderr.startswith("Error: ") and "Traceback" not in told.stderr


def test_demo_builds_no_town_over_an_office(begegnung, folder, town):
    poster = town.poster()
    told = begegnung("demo", data=folder)
    assert told.exit_code == 1 and "holds an office already" in told.stderr
    assert poster.code in begegnung("codes", "--json", data=folder).output


@pytest.mark.parametrize(
    ("words", "status"),
    [(["--version"], 0), (["nonsense"], 2), (["codes", "--data"], 2)],
)
def test_the_command_itself_answers_with_its_status(words, status):
    told = subprocess.run([BEGEGNUNG, *words], capture_output=True, text=True, check=False)
    assert told.returncode == status
    assert bool(told.stderr) == (status == 2)
