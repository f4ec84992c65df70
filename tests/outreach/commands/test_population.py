"""`begegnung load-population`: all of a file, or nothing of it."""

from store import districts, population


def test_numbers_are_loaded_in_the_place_of_earlier_ones(begegnung, db, folder):
    altstadt = districts.named(db, "Altstadt").id
    population.load(db, {(altstadt, "bereaved"): 7})
    file = folder / "einwohner.csv"
    file.write_text("Stadtteil;Gruppe;Personen\nAltstadt;alle;1.200\n", "utf-8")
    told = begegnung("load-population", str(file), data=folder)
    assert (told.exit_code, told.stdout) == (0, "numbers loaded: 1\n")
    assert population.by_group(db) == {"all": {altstadt: 1200}}


def test_one_wrong_line_and_nothing_is_loaded(begegnung, db, folder):
    districts.named(db, "Altstadt")
    file = folder / "einwohner.csv"
    file.write_text("Stadtteil;Gruppe;Personen\nAltstadt;alle;1\nAltstad;alle;2\n", "utf-8")
    told = begegnung("load-population", str(file), data=folder)
    assert told.exit_code == 1
    assert "row 3: “Altstad” is no district of this office; do you mean “Altstadt”?" in told.stdout
    assert "Nothing was loaded" in told.stderr
    assert population.by_group(db) == {}
