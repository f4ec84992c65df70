from datetime import UTC, datetime, timedelta

from store import office_keys, referrals, retention, sealing
from store.referrals import Consent, Wish

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


def test_a_contact_is_forgotten_ninety_days_after_the_end_and_not_before(db, folder):
    keys, office = sealing.open_keys(folder), office_keys.make(folder)
    asked = [
        referrals.ask(
            db,
            keys,
            record=record,
            wish=Wish("de", "any", comes_along=True),
            consent=Consent(1, "de", "on_the_page"),
            envelope=sealing.seal(office, record, {"name": "Rosa"}),
            now=NOW,
        )
        for record in ("ended", "open")
    ]
    referrals.step(db, asked[0].id, "passed_on", by_role="coordinator", now=NOW)
    assert retention.forget(db, keys, now=NOW + timedelta(days=90)) == 0
    assert retention.forget(db, keys, now=NOW + timedelta(days=91)) == 1
    assert retention.forget(db, keys, now=NOW + timedelta(days=91)) == 0
    assert [referrals.get(db, a.id).box is None for a in asked] == [True, False]
    for file in folder.iterdir():
        assert asked[0].box[12:60] not in file.read_bytes(), file.name
