"""In an invented town one may come in without a password; nowhere else."""

import pytest

from outreach.app import create_app
from store import invitations
from store.office import FILE_NAME
from tests.browsing import Browser
from tests.conftest import TUESDAY


@pytest.fixture
def invented(folder, clock):
    """Somebody's phone on the pages of an office that says it is invented."""
    office = folder / FILE_NAME
    office.write_text("is_invented = true\n" + office.read_text("utf-8"), "utf-8")
    return Browser(create_app(folder).test_client())


@pytest.fixture
def token(db):
    return invitations.invite(db, role="pilot", name="Jonas Brandt", email="", now=TUESDAY)


def test_a_button_lets_somebody_in_once(invented, token):
    page = invented.get(f"/demo/{token}")
    assert "Jonas Brandt" in page.text
    invented.submit(page, "Hereinkommen")
    assert invented.get("/account").status == 200
    assert invented.get(f"/demo/{token}").status == 410
    assert invented.post(f"/demo/{token}", {}).status == 410


def test_a_real_office_has_no_such_door(browse, token):
    for answer in (browse.get(f"/demo/{token}"), browse.post(f"/demo/{token}", {})):
        assert answer.status == 404
    assert browse.get("/account").status == 303
    assert browse.get(f"/invitation/{token}").status == 200
