"""A placement becomes a screen from a terminal."""

from store import screens


def test_the_address_stands_alone_on_the_last_line(begegnung, folder, town):
    code = town.poster("Bank").code
    words = ("add-screen", "--placement", code.lower(), "--profile", "bench-15")
    told = begegnung(*words, "--languages", "ar,de", data=folder)
    address = told.output.splitlines()[-1]
    assert address.startswith("https://muster.example/screen/") and address.endswith("/")
    screen = screens.by_key(town.db, address.split("/")[-2])
    assert (screen.placement.code, screen.languages) == (code, ("ar", "de"))
    again = begegnung(*words, data=folder)
    assert (again.exit_code, "has a screen" in again.output) == (1, True)


def test_what_cannot_be_is_refused(begegnung, folder, town):
    code = town.poster("Bank").code
    for wrong in (("--profile", "tv"), ("--profile", "bench-15", "--languages", "de,xx")):
        assert begegnung("add-screen", "--placement", code, *wrong, data=folder).exit_code == 2
    words = ("add-screen", "--placement", "00000", "--profile", "bench-15")
    assert begegnung(*words, data=folder).exit_code == 1
