"""Petra keeps the town's posters: finds them, hangs them, corrects them, leads their codes."""

from datetime import timedelta

import pytest

from store import changes, inspections, placement_targets, placements
from tests.conftest import TUESDAY

LATER = TUESDAY + timedelta(minutes=5)


def hung(town, name="Jahnplatz"):
    return placements.hang(town.db, town.poster(name).id, now=TUESDAY)


def whats(town, placement):
    return [change.what for change in changes.for_record(town.db, "placement", placement.id)]


def of(town, placement):
    return placements.get(town.db, placement.id)


def page_of(desk, placement):
    return desk.get(f"/desk/placements/{placement.id}")


def test_a_new_one_is_drafted_at_a_known_address(town, desk, petra):
    town.venue("Stadtbibliothek")
    page = desk.get("/desk/placements/new")
    typed = {"name": "Lesesaal", "kind": "library", "where": "stadtbibliothek"}
    page = desk.submit(page, "Speichern", **typed, campaign="Frühling", district="")
    assert "Als Nächstes kommt das Plakat" in page.text
    [made] = placements.everywhere(town.db)
    assert (made.kind, made.lat, made.lon, made.campaign) == ("library", 52.02, 8.53, "Frühling")
    [change] = changes.for_record(town.db, "placement", made.id)
    assert (change.what, change.by) == ("created", petra.person.name)


@pytest.mark.parametrize(
    ("where", "complaint"),
    [
        ("", "wo er hängt"),
        ("Nirgendwo 1", "kennen wir nicht"),
        ("8,5301; 52,0212", "vertauscht"),
        ("152,1; 8,5", "kein Ort auf der Erde"),
        ("Am Markt 1", "mehrere Orte"),
    ],
)
def test_a_place_that_cannot_be_is_explained(town, desk, where, complaint):
    town.venue("Lukashaus")
    town.venue("Bibliothek", lat=52.03)
    address, fields = desk.get("/desk/placements/new").form("Speichern")
    page = desk.post(address, fields | {"name": "Säule", "kind": "poster", "where": where})
    assert page.status == 422 and complaint in page.text and 'value="Säule"' in page.html
    assert placements.everywhere(town.db) == []


@pytest.mark.parametrize("where", ["52.0212, 8.5347", "52,0212; 8,5347", "52,0212,8,5347"])
def test_numbers_are_read_as_maps_write_them(town, desk, where):
    page = desk.get("/desk/placements/new")
    desk.submit(page, "Speichern", name="Säule", kind="poster", where=where)
    [made] = placements.everywhere(town.db)
    assert (made.lat, made.lon) == (52.0212, 8.5347)


def test_the_list_has_pages_and_says_how_things_stand(town, desk):
    for n in range(51):
        town.poster(f"Säule {n:02}")
    inspections.note(town.db, hung(town, "Wand").id, found="pasted_over", by=None, now=LATER)
    page = desk.get("/desk/placements")
    assert "52 Aushänge · Seite 1 von 2" in page.text and "1 überklebt" in page.text
    assert "Säule 49" in page.text and "Säule 50" not in page.text
    assert "Säule 50" in desk.get(page.links()["Weiter"]).text
    found = desk.get("/desk/placements?state=pasted_over")
    assert "Wand" in found.text and "Säule 00" not in found.text
    assert desk.get("/desk/placements?page=99999999999999999999&district=x&state=x").status == 200


def test_a_draft_is_corrected_and_paper_is_not(town, desk):
    poster = town.poster("Jahnplaz")
    form = desk.get(f"/desk/placements/{poster.id}/edit")
    desk.submit(form, "Speichern", name="Jahnplatz", kind="stop", where="52.03, 8.54")
    assert (of(town, poster).name, of(town, poster).lat) == ("Jahnplatz", 52.03)
    placements.print_(town.db, poster.id, now=TUESDAY)
    form = desk.get(f"/desk/placements/{poster.id}/edit")
    assert "Er ist gedruckt" in form.text and 'name="name"' not in form.html
    sent = {"name": "Anders", "where": "52.5, 8.5", "campaign": "Herbst"}
    desk.submit(form, "Speichern", **sent)
    assert (of(town, poster).name, of(town, poster).campaign) == ("Jahnplatz", "Herbst")


def test_two_who_correct_the_same_are_told(town, desk):
    poster = town.poster("Jahnplaz")
    mine = theirs = desk.get(f"/desk/placements/{poster.id}/edit")
    where = {"kind": "poster", "where": "52.021, 8.53"}
    desk.submit(theirs, "Speichern", name="Jahnplatz", **where)
    address, fields = mine.form("Speichern")
    page = desk.post(address, fields | {"name": "Jahn-Platz", **where})
    assert page.status == 409 and "Petra Sommer war schneller: hat die Angaben" in page.text
    assert 'value="Jahn-Platz"' in page.html and of(town, poster).name == "Jahnplatz"
    desk.submit(page, "Speichern", name="Jahn-Platz", **where)
    assert of(town, poster).name == "Jahn-Platz"


def test_from_printed_to_hung_to_lost_each_step_is_told(town, desk):
    poster = placements.print_(town.db, town.poster().id, now=TUESDAY)
    page = desk.submit(page_of(desk, poster), "Hängt jetzt")
    page = desk.submit(page, "Gesehen: hängt noch")
    page = desk.submit(page, "Er ist weg")
    assert "verloren" in page.text and whats(town, poster) == ["lost", "inspected", "hung"]
    assert inspections.last(town.db, poster.id).by == "Petra Sommer"


def test_an_old_page_takes_no_step(town, desk):
    poster = hung(town)
    old = page_of(desk, poster)
    desk.submit(old, "Er ist weg")
    address, fields = old.form("Endgültig abhängen")
    page = desk.post(address, fields)
    assert page.status == 409 and "war schneller: hat notiert, dass er weg ist" in page.text
    assert of(town, poster).state == "lost"


def test_a_lost_one_is_replaced_at_the_same_spot(town, desk, browse):
    offer_id = town.offer()
    lost = hung(town)
    target = placement_targets.to_offer(offer_id)
    placement_targets.point(town.db, lost.id, target=target, by="Petra", why="Fest", now=TUESDAY)
    placements.lose(town.db, lost.id, now=TUESDAY)
    page = desk.submit(page_of(desk, lost), "Ersatz anlegen")
    assert "Das ist der Ersatz" in page.text
    new = placements.get(town.db, of(town, lost).merged_into)
    assert (new.name, new.lat, new.state) == (lost.name, lost.lat, "drafted")
    assert new.code != lost.code and placement_targets.current(town.db, new.id) == target
    assert f"/offers/{offer_id}" in browse.get(f"/q/{lost.code}").headers["Location"]
    assert whats(town, new) == ["created"] and whats(town, lost) == ["merged"]


def test_one_takes_over_by_the_code_on_its_paper(town, desk):
    old, new, gone = (town.poster(name) for name in ("alt", "neu", "weg"))
    placements.retire(town.db, gone.id, now=TUESDAY)
    for typed in ("", "ZZZ-ZZ", old.code, gone.code):
        address, fields = page_of(desk, old).form("Den anderen übernehmen lassen")
        page = desk.post(address, fields | {"into": typed})
        assert page.status == 422 and "Diesen Code hat kein Aushang" in page.text
    page = desk.submit(page_of(desk, old), "Den anderen übernehmen lassen", into=new.code.lower())
    assert "weil ein anderer übernommen hat: neu" in page.text
    assert of(town, old).merged_into == new.id


def test_a_code_is_led_elsewhere_with_a_reason_and_one_can_look_it_up(town, desk, browse):
    offer_id, told = (
        town.offer("Frühstück am Markt"),
        {"kind": "poster", "lat": 52.021, "lon": 8.53},
    )
    sunday = TUESDAY - timedelta(days=2)
    poster = placements.place(town.db, name="Jahnplatz", by="Petra", now=sunday, **told)
    address, fields = page_of(desk, poster).form("Ab jetzt dorthin führen")
    sent = fields | {"to": "offer", "offer": "frühstück", "why": ""}
    assert "warum" in (page := desk.post(address, sent)).text and page.status == 422
    page = desk.submit(page_of(desk, poster), "Ab jetzt dorthin führen", **sent | {"why": "Fest"})
    assert "dem Angebot „Frühstück am Markt“" in page.text and "Petra Sommer: Fest" in page.text
    led = browse.get(f"/q/{poster.code}").headers["Location"]
    assert led.startswith(f"/de/offers/{offer_id}")
    asked = f"/desk/placements/{poster.id}?on="
    assert "gab es diesen Code noch nicht" in desk.get(f"{asked}2026-05-02").text
    said = "Am 4. Mai 2026 führte er zu: Angeboten in der Nähe"
    assert said in (page := desk.get(f"{asked}2026-05-04")).text and ", dann" not in page.text
    said = "Am 5. Mai 2026 führte er zu: Angeboten in der Nähe , dann dem Angebot"
    assert said in desk.get(f"{asked}2026-05-05").text
    assert desk.get(f"{asked}gestern").status == 200


def test_a_code_leads_to_a_list_of_chosen_offers_only(town, desk):
    poster = hung(town)
    address, fields = page_of(desk, poster).form("Ab jetzt dorthin führen")
    sent = {name: value for name, value in fields.items() if value != "yes"}
    sent |= {"to": "filter", "why": "Aktion"}
    assert desk.post(address, sent).status == 422
    assert desk.post(address, sent | {"situation": "caring", "free": "yes"}).status == 303
    target = placement_targets.current(town.db, poster.id)
    assert target.filter == "situation=caring&free=yes"
    assert "nur: pflegt Angehörige, kostenlos" in page_of(desk, poster).text


def test_which_offer_is_meant_is_asked_and_not_guessed(town, desk):
    poster, one, other = hung(town), town.offer("Frühstück Nord"), town.offer("Frühstück Süd")
    address, fields = page_of(desk, poster).form("Ab jetzt dorthin führen")
    page = desk.post(address, fields | {"to": "offer", "offer": "Frühstück", "why": "Fest"})
    assert page.status == 422 and "Frühstück Nord" in page.text and "Frühstück Süd" in page.text
    assert (
        desk.post(address, fields | {"to": "offer", "offer": str(other), "why": "x"}).status == 303
    )
    assert placement_targets.current(town.db, poster.id).offer_id == other != one


def test_what_a_code_led_to_stays_readable_after_the_offer_has_ended(town, desk):
    poster, offer_id = hung(town), town.offer()
    to = placement_targets.to_offer(offer_id)
    placement_targets.point(town.db, poster.id, target=to, by="Petra", why="Fest", now=TUESDAY)
    town.db.execute("UPDATE offer SET status = 'ended' WHERE id = ?", [offer_id])
    assert "einem Angebot, das nicht mehr gezeigt wird" in page_of(desk, poster).text


def test_what_has_ended_is_left_alone(town, desk):
    poster = placements.retire(town.db, town.poster().id, now=TUESDAY)
    page = page_of(desk, poster)
    assert "abgehängt" in page.text and "Datei zum Drucken" not in page.text
    assert desk.get(f"/desk/placements/{poster.id}/edit").status == 409
    assert desk.get("/desk/placements/4711").status == 404
