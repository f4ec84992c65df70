"""Every staff page of the doors through a real browser: can everybody read it, at any size?"""

from datetime import UTC, datetime

import pytest

from outreach import session_cookie
from store import invitations, passkeys, passwords, people, pepper, staff_cards
from store.passkeys import PublicKey
from tests.cast import PASSWORD, enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.serving import serving


@pytest.fixture
def doors(db, folder):
    """Every page at the doors with the session token that shows it."""
    now, key = datetime.now(UTC), pepper.of(folder)
    petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=now)
    jonas = enrol(db, folder, role="pilot", name="Jonas Brandt", now=now)
    db.execute("UPDATE person SET trained_until_on = '2020-02-29' WHERE id = ?", [jonas.id])
    amira = people.welcome(db, role="key_person", name="Amira Haddad", email="", now=now)
    staff_cards.issue(db, amira.id, workplace="Markt", district_id=None, now=now)
    new = {"role": "pilot", "now": now}
    passkeys.add(db, petra.id, PublicKey("anna", b"", 0), device="Safari, iPhone", now=now)
    unused = invitations.invite(db, name="Amira", email="", **new)
    accepted = invitations.invite(db, name="Mira Aydın", email="mira@muster.example", **new)
    mira = invitations.invited(db, accepted, now=now)
    enrolling = invitations.accept(db, accepted, device="", pepper=key, now=now)
    passwords.choose(db, mira.id, email=mira.email, password=PASSWORD, pepper=key)
    return {
        "/sign-in?after=pause": "",
        f"/invitation/{unused}": "",
        f"/invitation/{accepted}": "",
        "/enrolment/password": enrolling,
        "/enrolment/phone": enrolling,
        "/desk": petra.token,
        "/desk/people": petra.token,
        "/desk/people/new/coordinator": petra.token,
        "/desk/people/new/key-person": petra.token,
        f"/desk/people/{jonas.id}": petra.token,
        f"/desk/people/{amira.id}": petra.token,
        "/account": petra.token,
        "/account/proof": petra.token,
        "/enrolment/nowhere": petra.token,
        "/pilot": jonas.token,
    }


@pytest.mark.parametrize("locale", ["de-DE", "ar-SY"])
def test_everybody_can_read_every_page(folder, doors, chromium, locale):
    with serving(folder) as served, open_page(chromium, width=320, locale=locale) as page:
        # By this name, so that passkeys are shown too.
        address = served.replace("127.0.0.1", "localhost")
        for path, token in doors.items():
            page.context.clear_cookies()
            if token:
                cookie = {"name": session_cookie.NAME, "value": token, "url": address}
                page.context.add_cookies([cookie])
            page.goto(address + path)
            assert_everybody_can_read(page)
