"""The first coordinator comes in from a terminal."""

import pytest
from click.testing import CliRunner

from outreach.cli import begegnung
from store import invitations, people
from tests.conftest import TUESDAY


@pytest.fixture
def run(folder, clock):
    return lambda *words: CliRunner().invoke(begegnung, [*words, "--data", str(folder)])


def token_in(result):
    assert result.exit_code == 0, result.output
    return result.output.splitlines()[-1].rpartition("/")[2]


def test_the_link_stands_alone_on_the_last_line(run, db, browse):
    result = run("invite-coordinator", " Petra   Sommer ", "--email", "Petra@muster.example")
    link = result.output.splitlines()[-1]
    assert link == f"https://muster.example/invitation/{token_in(result)}"
    assert "2026-05-12 10:00" in result.output
    person = invitations.invited(db, token_in(result), now=TUESDAY)
    assert (person.name, person.role) == ("Petra Sommer", "coordinator")
    assert "Willkommen, Petra Sommer" in browse.get(f"/invitation/{token_in(result)}").text


def test_the_link_may_lead_to_this_machine(run):
    result = run("invite-coordinator", "Petra", "--address", "http://127.0.0.1:8000/")
    assert result.output.splitlines()[-1].startswith("http://127.0.0.1:8000/invitation/")


def test_a_pilot_can_be_invited_with_both_dates(run, db):
    dates = ["--trained-until", "2026-12-31", "--confidential-since", "2026-05-05"]
    person = invitations.invited(db, token_in(run("invite-pilot", "Jonas", *dates)), now=TUESDAY)
    assert person.role == "pilot" and person.may_act(TUESDAY.date())
    person = invitations.invited(db, token_in(run("invite-pilot", "Mira")), now=TUESDAY)
    assert not person.may_act(TUESDAY.date())


def test_a_lost_phone_needs_only_the_same_line_again(run, db):
    words = ["invite-coordinator", "Petra Sommer", "--email", "petra@muster.example"]
    first, second = (token_in(run(*words)) for _ in range(2))
    assert first != second
    assert people.find_by_email(db, "petra@muster.example").id == 1


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["invite-coordinator"], 2, "Missing argument"),
        (["invite-coordinator", "  "], 2, "needs a name"),
        (["invite-coordinator", "Petra", "--email", "petra"], 2, "no e-mail address"),
        (["invite-pilot", "Jonas", "--trained-until", "2026-02-30"], 2, "does not match"),
        (["invite-pilot", "Jonas", "--email", "petra@muster.example"], 1, "Petra (coordinator)"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run, words, status, said):
    run("invite-coordinator", "Petra", "--email", "petra@muster.example")
    result = run(*words)
    assert (result.exit_code, said in result.output) == (status, True), result.output
