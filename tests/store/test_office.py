import pytest

from store import office
from store.errors import UnusableOffice
from tests.conftest import OFFICE


def read(folder, **changed):
    lines = [line for line in OFFICE.splitlines() if line.split(" =")[0] not in changed]
    said = [f"{name} = {value}" for name, value in changed.items()]
    (folder / "office.toml").write_text("\n".join([*said, *lines]), "utf-8")
    return office.read(folder)


def test_the_template_for_a_new_office_can_be_used_as_it_is(tmp_path):
    office.write_template(tmp_path)
    assert office.read(tmp_path).state == "NW"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("state", '"XX"', "state must be one of BB, BE"),
        ("languages", "[]", "languages must be a list"),
        ("languages", '"de"', "languages must be a list"),
        ("languages", '["de", "xx"]', "we do not speak xx yet"),
        ("house_colour", '"#FFEEDD"', "7"),
        ("house_colour", '"green"', "green"),
        ("name", '" "', "name is empty"),
        ("phone", '"abc"', "phone must be a number"),
        ("phone", "112", "phone must be text in quotes"),
        ("base_url", '"https://"', "base_url must look like"),
        ("base_url", '"begegnung.example"', "base_url must look like"),
        ("colour", '"red"', "we do not know what colour is"),
        ("mail_server", '"mail.muster.example"', "mail_server must look like"),
        ("mail_server", '"mail.muster.example:99999"', "mail_server must look like"),
        ("mail_from", '"Petra <petra@muster.example>"', "mail_from must be an e-mail address"),
        ("mail_security", '"ssl"', "mail_security must be one of starttls, tls, none"),
        ("mail_login", '"begegnung"', "mail_login and mail_password_file go together"),
    ],
)
def test_what_an_office_cannot_be_is_said_before_anything_starts(tmp_path, name, value, said):
    with pytest.raises(UnusableOffice, match=said):
        read(tmp_path, **{name: value})


def test_no_password_travels_in_the_clear(tmp_path):
    login = {"mail_login": '"begegnung"', "mail_password_file": '"mail.password"'}
    assert read(tmp_path, **login).mail_security == "starttls"
    with pytest.raises(UnusableOffice, match="mail_security must be starttls or tls"):
        read(tmp_path, **login, mail_security='"none"')


def test_mails_come_from_the_office_or_from_an_address_of_their_own(tmp_path):
    assert read(tmp_path).mail_sender() == "begegnung@musterstadt.example"
    mail_from = '"nichtantworten@muster.example"'
    assert read(tmp_path, mail_from=mail_from).mail_sender() == "nichtantworten@muster.example"


def test_districts_are_lists_of_postcodes(tmp_path):
    (tmp_path / "office.toml").write_text(OFFICE.replace('["33991"]', "5"), "utf-8")
    with pytest.raises(UnusableOffice, match="districts must be lines"):
        office.read(tmp_path)
