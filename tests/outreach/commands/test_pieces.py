"""`begegnung pieces`, `print-placement --piece` and `print-campaign`: what a print shop gets."""

import csv
from pathlib import Path

import pikepdf
import pytest

from outreach.cli import COMMANDS
from store import campaigns, codes, placements
from tests.conftest import TUESDAY
from tests.full_disk import full_disk
from tests.printables import reading
from tests.printables.test_all_pieces import press_profile

SIGN = "“Hoffest 🎉” stands there without 🎉 (U+1F389): our fonts have it not."


def read(path: Path) -> list[str]:
    return [code.text[-5:] for code in reading.codes(path.read_bytes(), dpi=150)]


@pytest.fixture
def autumn(town):
    """A campaign of three placements, one of them taken down."""
    reason = campaigns.named(town.db, "Herbst", starts_on=TUESDAY.date())
    spots = {"=Jahnplatz": 52.02, "Am Wald": 52.08, "Rathaus": 52.025, "Weg": 52.05}
    placed = [town.poster(name, lat=lat) for name, lat in spots.items()]
    for one in placed:
        placements.file_under(town.db, one.id, district_id=None, campaign_id=reason.id)
    placements.retire(town.db, placed.pop().id, now=TUESDAY)
    campaigns.say(town.db, reason.id, {"de": "Der Herbst wird gesellig."})
    return placed


def test_every_piece_is_listed_with_trim_distance_and_symbol(begegnung):
    heading, *lines = begegnung("pieces").stdout.splitlines()
    assert heading.split()[:3] == ["piece", "trim", "shape"]
    plaque = next(line for line in lines if line.startswith("bench-plaque"))
    assert plaque.split() == "bench-plaque 100 × 70 mm landscape 0.6 m 48 mm H 2".split()
    made_by = {line.split()[0]: line.split("begegnung ")[1].split()[0] for line in lines[-5:]}
    assert set(made_by.values()) <= set(COMMANDS)
    assert {"certificate", "installer-sheet", "hand-off-card"} < set(made_by)


def test_the_installer_hears_what_hangs_where_and_is_not_counted_for_the_sheet(
    begegnung, town, folder, tmp_path
):
    poster, out = town.poster(), tmp_path / "sheet.pdf"
    asked = ("print-placement", poster.code, "--piece", "installer-sheet", "--out", str(out))
    assert begegnung(*asked, "--hangs", "bench-plaque", data=folder).exit_code == 0
    text = reading.text(out.read_bytes())
    for words in ("Jahnplatz", codes.printed(poster.code), "Schild für eine Bank", "60 bis 80 cm"):
        assert words in text
    assert read(out) == [] and placements.get(town.db, poster.id).state == "drafted"
    told = begegnung(*asked, "--languages", "de,ar", data=folder)
    assert told.exit_code == 2 and "speaks German" in told.stderr
    told = begegnung(*asked[:2], "--hangs", "sticker", "--out", str(out), data=folder)
    assert told.exit_code == 2 and "--piece installer-sheet" in told.stderr


def test_a_piece_is_printed_after_its_trial_scan(begegnung, town, folder, tmp_path):
    poster, out = town.poster(), tmp_path / "strip.pdf"
    told = begegnung(
        *("print-placement", poster.code, "--piece", "side-window", "--languages", "de,ar"),
        *("--bleed-only", "--out", str(out)),
        data=folder,
    )
    assert told.exit_code == 0, told.output
    assert "Trial scan: amber" in told.stderr and "needs 1" in told.stderr
    assert reading.boxes_mm(out.read_bytes())["/MediaBox"] == [0, 0, 506, 156]
    assert read(out) == [poster.code]
    assert placements.get(town.db, poster.id).state == "printed"


def test_cards_and_stickers_come_on_sheets_and_posters_do_not(begegnung, town, folder, tmp_path):
    poster, out = town.poster(), tmp_path / "sheet.pdf"
    asked = ("print-placement", poster.code, "--sheet", "--out", str(out))
    assert begegnung(*asked, "--piece", "pocket-card", data=folder).exit_code == 0
    assert read(out) == [poster.code] * 10
    assert "printed by itself" in begegnung(*asked, "--piece", "ceiling", data=folder).stderr


def test_a_profile_that_is_none_is_refused_and_a_real_one_goes_along(
    begegnung, town, folder, tmp_path
):
    poster, out, profile = town.poster(), tmp_path / "poster.pdf", tmp_path / "press.icc"
    asked = ("print-placement", poster.code, "--icc", str(profile), "--out", str(out))
    profile.write_text("Kein Profil")
    told = begegnung(*asked, data=folder)
    assert told.exit_code == 1 and "no ICC profile" in told.stderr and not out.exists()
    profile.write_bytes(press_profile())
    assert begegnung(*asked, "--for", "screen", data=folder).exit_code == 2
    assert begegnung(*asked, data=folder).exit_code == 0
    with pikepdf.open(out) as document:
        assert document.Root.OutputIntents[0].S == "/GTS_PDFX"


def test_a_red_file_is_written_only_for_who_insists(begegnung, town, folder, tmp_path):
    office, out = folder / "office.toml", tmp_path / "sticker.pdf"
    long = "https://begegnung-in-musterstadt.example"
    text = office.read_text("utf-8")
    office.write_text(text.replace("https://muster.example", long), "utf-8")
    poster = town.poster()
    asked = ("print-placement", poster.code, "--piece", "bench-plaque", "--out", str(out))
    told = begegnung(*asked, data=folder)
    assert told.exit_code == 1 and not out.exists()
    assert "symbol 48 mm, read from 0.6 m: needs" in told.stderr
    assert placements.get(town.db, poster.id).state == "drafted"
    assert begegnung(*asked, "--anyway", data=folder).exit_code == 0 and out.exists()


def test_a_campaign_is_printed_in_the_order_of_the_round(begegnung, autumn, folder, tmp_path, town):
    out = tmp_path / "herbst"
    town.offer("Hoffest 🎉")
    told = begegnung("print-campaign", "Herbst", "--out", str(out), data=folder)
    assert told.exit_code == 0 and told.stderr.count(SIGN) == 1
    files = {codes.printed(one.code): one.name for one in autumn}
    with (out / "packing-list.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert [row["place"] for row in rows] == ["Am Wald", "Rathaus", "'=Jahnplatz"]
    assert {row["code"] for row in rows} == set(files)
    for row in rows:
        assert read(out / row["file"]) == [row["code"].replace("-", "")]
        assert "Der Herbst wird gesellig." in reading.text((out / row["file"]).read_bytes())
    assert {placements.get(town.db, one.id).state for one in autumn} == {"printed"}


def test_what_was_finished_is_not_made_again(begegnung, autumn, folder, tmp_path):
    out = tmp_path / "herbst"
    asked = ("print-campaign", "Herbst", "--piece", "poster-a6", "--out", str(out))
    assert begegnung(*asked, data=folder).exit_code == 0
    first, *others = sorted(out.glob("*.pdf"))
    first.unlink()
    for other in others:
        other.write_text("finished")
    assert begegnung(*asked, data=folder).exit_code == 0
    assert [other.read_text() for other in others] == ["finished"] * 2
    assert first.read_bytes().startswith(b"%PDF")


def test_what_is_said_otherwise_by_now_is_made_anew(begegnung, autumn, folder, tmp_path, town):
    out = tmp_path / "herbst"
    asked = ("print-campaign", "Herbst", "--piece", "sticker", "--out", str(out))
    assert begegnung(*asked, data=folder).exit_code == 0
    [old] = out.glob("*.pdf")
    put = ("--kind", "poster", "--lat", "52.02", "--lon", "8.53", "--campaign", "Herbst")
    late = begegnung("place", "--name", "Spät", *put, data=folder).output.split()[-1]
    told = begegnung(*asked, "--bleed-only", data=folder)
    assert f"from an earlier run, not in the list: {old.name}" in told.output
    with (out / "packing-list.csv").open(encoding="utf-8-sig") as lines:
        files = {
            row["code"].replace("-", ""): row["file"]
            for row in csv.DictReader(lines, delimiter=";")
        }
    assert len(files) == 4 and late in files and old.name not in files.values()
    assert all(code in read(out / file) for code, file in files.items())


def test_a_full_disk_leaves_no_half_file_and_what_was_finished(begegnung, autumn, folder, tmp_path):
    out = tmp_path / "herbst"
    asked = ("print-campaign", "Herbst", "--piece", "poster-a6", "--out", str(out))
    assert begegnung(*asked, data=folder).exit_code == 0
    _, missing = sorted(out.glob("*.pdf"))[:2]
    content = missing.read_bytes()
    missing.unlink()
    with full_disk(after_bytes=len(content) // 2):
        told = begegnung(*asked, data=folder)
    assert told.exit_code == 1 and "File too large" in told.stderr
    assert len(list(out.iterdir())) == 3, "two files and the packing list"
    assert begegnung(*asked, data=folder).exit_code == 0
    assert len(list(out.glob("*.pdf"))) == 3 and missing.read_bytes()[-6:] == content[-6:]


def test_stickers_of_a_campaign_come_on_sheets(begegnung, autumn, folder, tmp_path):
    out = tmp_path / "sheets"
    asked = ("print-campaign", "Herbst", "--piece", "sticker", "--out", str(out))
    assert begegnung(*asked, data=folder).exit_code == 0
    [sheet] = out.glob("*.pdf")
    assert sorted(read(sheet)) == sorted(one.code for one in autumn)


def test_a_campaign_nobody_knows_is_named(begegnung, autumn, folder, tmp_path):
    told = begegnung("print-campaign", "Winter", "--out", str(tmp_path / "w"), data=folder)
    assert told.exit_code == 1 and "There is no campaign “Winter”. Known: Herbst." in told.stderr


def test_a_neighbours_sign_stops_no_paper_and_is_told(begegnung, town, folder, tmp_path):
    town.offer("Hoffest 🎉")
    poster, out = town.poster(), tmp_path / "slip.pdf"
    asked = ("print-placement", poster.code, "--piece", "slip", "--out", str(out))
    told = begegnung(*asked, data=folder)
    assert told.exit_code == 0 and f"{SIGN}\n" in told.stderr
    assert "14:00 Hoffest Lukashaus" in reading.text(out.read_bytes())
