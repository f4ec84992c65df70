"""Import, holidays, network and translations in a real browser: can everybody read and use them?"""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from outreach import session_cookie
from outreach.exchange import import_preview, offer_import
from outreach.exchange.offer_import import Import
from store import (
    districts,
    kept_lists,
    meetings,
    offers,
    office,
    organizations,
    school_holidays,
    translation_drafts,
)
from store.meetings import Plan
from store.offer_texts import OfferText
from store.school_holidays import SchoolHoliday
from tests.cast import enrol
from tests.chromium import open_page
from tests.for_all import assert_everybody_can_read
from tests.outreach.exchange.lists import csv_of, row
from tests.serving import serving


def preview(db, folder, now):
    """A list that changes something of everything; gives the name it is kept under."""
    into = Import(db, folder, office.read(folder), now)
    path = folder / "liste.csv"
    path.write_text(csv_of(row(), row(Angebot="Chor")), "utf-8")
    offer_import.run(into, path, watch=iter)
    later = csv_of(row(TelefonNr="030 23125 111"), row(Angebot="Tanz"), row(Angebot=""))
    name = kept_lists.new(folder, later.encode(), now=now)
    seen = import_preview.of(into, kept_lists.path(folder, name, now=now))
    kept_lists.note(folder, name, seen.written(), now=now)
    return name


@pytest.fixture
def pages(db, folder, town):
    """Every page with whether somebody has to be signed in to see it; and Petra's session."""
    now, today = datetime.now(UTC), datetime.now(UTC).date()
    petra = enrol(db, folder, role="coordinator", name="Petra Sommer", now=now)
    name, offer_id = preview(db, folder, now), town.offer()
    districts.named(db, "Heide")
    school_holidays.load(db, [SchoolHoliday("Ferien", today, today + timedelta(days=9))])
    club = organizations.named(db, "Brückenverein", email="bruecke@muster.example").id
    organizations.know(db, club, languages=["ar"], translates=True)
    plan = Plan("Runder Tisch", "Rathaus", date(today.year + 1, 6, 10), time(17), time(19))
    meeting_id = meetings.create(db, plan, now=now)
    guest = meetings.invite(db, meeting_id, [club], now=now)[club]
    told = {"organization_id": club, "now": now}
    asked = translation_drafts.ask(db, offer_id, language="ar", **told)
    sent = translation_drafts.ask(db, offer_id, language="tr", **told)
    offers.translate(db, offer_id, OfferText("tr", "Kahvaltı", "Eski."))
    translation_drafts.send(db, sent, OfferText("tr", "Kahvaltı", "Yeni."), now=now)
    [draft] = translation_drafts.waiting(db)
    desk = [f"/desk/import/{name}?show={part}" for part in ("changed", "problems", "added")]
    desk += ["/desk/import", "/desk/holidays", "/desk/network", f"/desk/network/{club}"]
    desk += ["/desk/meetings", "/desk/meetings/new", f"/desk/meetings/{meeting_id}"]
    desk += ["/desk/translations", f"/desk/translations/{draft.id}", "/desk/translations/new"]
    desk += [f"/desk/translations/new?offer={offer_id}"]
    public = [f"/network/{guest}", f"/translate/{asked}", f"/translate/{sent}", "/translate/x"]
    return dict.fromkeys(desk, True) | dict.fromkeys(public, False), petra.token


@pytest.mark.parametrize("locale", ["de-DE", "ar-SY"])
def test_everybody_can_read_every_page(folder, pages, chromium, locale):
    addresses, token = pages
    with serving(folder) as served, open_page(chromium, width=320, locale=locale) as page:
        for path, is_inside in addresses.items():
            page.context.clear_cookies()
            if is_inside:
                cookie = {"name": session_cookie.NAME, "value": token, "url": served}
                page.context.add_cookies([cookie])
            page.goto(served + path)
            assert_everybody_can_read(page)
