"""Two rooms, one code: what strangers reach needs no secret, what staff reaches shows no stranger.

The lists of what each room holds come from the application with both.
"""

import pytest

from outreach import access, endpoints
from outreach.app import create_app
from store import office_keys, pepper, referrals
from tests.browsing import PHONE, Browser

SAMPLES = {"wanted": "call", "lang": "de", "door": "help", "paper": "legal", "step": "call"}
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def public_room(folder, clock):
    return Browser(create_app(folder, rooms="public").test_client())


@pytest.fixture
def staff_room(folder, clock):
    return Browser(create_app(folder, rooms="staff").test_client())


def addresses(browse, *, of_staff):
    """Every address of one room with its methods, as the server of both rooms knows them."""
    app = browse.client.application
    shared = {"healthz", "htmx_script", "passkeys_script", "staff_style", "public.mark"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint in shared or (rule.endpoint in endpoints.KIOSK_ENDPOINTS) == of_staff:
            continue
        values = {name: SAMPLES.get(name, "1") for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
        for method in sorted(rule.methods - {"OPTIONS"}):
            yield address, method


def test_the_public_room_serves_strangers_without_any_secret(town, public_room, folder):
    poster, offer_id = town.poster(), town.offer()
    (folder / office_keys.PRIVATE_NAME).unlink()
    scan = public_room.get(f"/q/{poster.code}")
    assert scan.status == 302
    for path in (scan.headers["Location"], "/de/", "/de/offers", f"/de/offers/{offer_id}"):
        assert public_room.get(path).status == 200
    assert public_room.get("/de/doors/company").status == 200
    told = {"name": "Ana", "contact": "0521 000 12", "agrees": "yes"}
    assert public_room.post("/de/doors/company", told).status == 200
    [asked] = referrals.due(town.db)
    card = public_room.get(f"/de/c/{asked.code}")
    assert public_room.submit(card, "Jetzt löschen").status == 200
    assert referrals.get(town.db, asked.id).state == "withdrawn"
    assert public_room.get("/nowhere").status == 404
    assert not (folder / pepper.FILE_NAME).exists()


def test_staff_addresses_are_none_in_the_public_room(browse, public_room, petra):
    tried = list(addresses(browse, of_staff=True))
    assert ("/desk", "GET") in tried and ("/sign-in", "POST") in tried
    for address, method in tried:
        answer = public_room.as_(petra).client.open(address, method=method, headers=OURS | PHONE)
        # A single word looks like a language, and a start page cannot be posted to.
        refusals = {404} if method in access.SAFE_METHODS else {404, 405}
        assert answer.status_code in refusals, (address, method)


def test_public_addresses_are_none_in_the_staff_room(browse, staff_room):
    tried = list(addresses(browse, of_staff=False))
    assert ("/de/offers", "GET") in tried
    for address, method in tried:
        answer = staff_room.client.open(address, method=method, headers=OURS | PHONE)
        assert answer.status_code == 404, (address, method)


def test_staff_works_in_its_own_room(town, staff_room, petra, jonas):
    assert staff_room.get("/sign-in").status == 200
    desk = staff_room.as_(petra)
    start = desk.get("/desk")
    assert start.status == 200
    public = "https://muster.example/de/offers?when=today"
    assert public in start.links().values()
    assert desk.get("/desk/referrals").status == 200
    assert staff_room.client.get("/mark.svg").mimetype == "image/svg+xml"
    assert staff_room.as_(jonas).get("/pilot").status == 200


def test_a_wrong_address_in_the_staff_room_is_a_page_of_its_own(staff_room, petra):
    for somebody in (staff_room, staff_room.as_(petra)):
        page = somebody.get("/nowhere")
        assert (page.status, page.headers["Cache-Control"]) == (404, "no-store")
        assert "tel:03023125100" in page.links().values()


def test_a_code_is_not_scanned_in_the_staff_room(town, staff_room):
    poster = town.poster()
    assert staff_room.get(f"/q/{poster.code}").status == 404
    assert town.scans(poster) == {}
