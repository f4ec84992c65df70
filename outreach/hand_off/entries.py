"""Entries: what a phone brings us, and what its key person hears of it later."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from kiosk import clock
from kiosk.clock import TOWN_TIME
from outreach import access, archive, phones
from outreach.hand_off import answers, forms
from outreach.hand_off.taking_in import take_in
from store import hand_offs
from store.hand_offs import Heard

hand_off_entries = Blueprint("hand_off_entries", __name__)
answers.explain(hand_off_entries)


@hand_off_entries.post("/hand-off/entries")
@access.for_phone
def create() -> ResponseReturnValue:
    now = clock.now()
    entry = forms.entry(answers.sent(), now=now)
    receipt = take_in(entry, now=now)
    return {"id": entry.id, "receipt": receipt.text}, 201 if receipt.is_new else 200


@hand_off_entries.get("/hand-off/mine")
@access.for_phone
def mine() -> ResponseReturnValue:
    heard = hand_offs.mine(archive.here().db(), phones.here().person.id, now=clock.now())
    return jsonify([_told(one) for one in heard])


def _told(heard: Heard) -> dict[str, str]:
    day = heard.handed_off_at.astimezone(TOWN_TIME).date()
    return {"at": day.isoformat(), "kind": heard.kind, "heard": heard.word}
