"""The page of one placement, to which every change of it comes back."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qsl

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, scanning, town, wording
from outreach import archive, posters, press_profile
from outreach.desk import history
from outreach.desk.placements.placement_forms import TargetForm
from outreach.desk.recording import recorded, version
from printables.office import piece_names
from printables.pieces import PIECES
from store import (
    changes,
    codes,
    districts,
    inspections,
    offers,
    placement_lists,
    placement_photos,
    placement_targets,
    placements,
)
from store.changes import Recording
from store.database import Database
from store.placement_targets import Led
from store.placements import ENDED, STEPS, Placement

# How a form asks for a piece in numbers on an A4.
SHEET_OF = "sheet-of-"


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a code led for a while; `title` is that of the one offer, empty where it has ended."""

    led: Led
    title: str

    def wishes(self) -> dict[str, str]:
        """What the list it led to was narrowed down to."""
        return dict(parse_qsl(self.led.target.filter))


def change(placement_id: int, what: str) -> AbstractContextManager[Recording]:
    """What this request's form changes in a placement: recorded, or Taken if somebody was first."""
    return recorded("placement", placement_id, what, expected=version())


def back(placement_id: int, after: str) -> ResponseReturnValue:
    """To a placement's page, which says what was done."""
    address = url_for("desk_placements.show", placement_id=placement_id, after=after)
    return redirect(address, code=303)


def page(
    placement: Placement,
    *,
    problem: str = "",
    target: TargetForm | None = None,
    **more: Any,
) -> str:
    """A placement's page with all its forms; `problem` says which of them could not be followed."""
    db, on = archive.here().db(), _asked_on()
    stands = placements.standing_for(db, placement)
    led = _leads(db, placement_targets.history(db, placement.id))
    return render_template(
        "desk/placement.html",
        placement=placement,
        stands=stands,
        leads_to=_leads(db, placement_targets.history(db, stands.id))[0],
        address=scanning.destination(db, placement, town.here().office.languages[0]),
        last_change=next(iter(changes.for_record(db, "placement", placement.id)), None),
        line=placement_lists.of(db, placement.id),
        inspection=inspections.last(db, placement.id),
        photo=placement_photos.find(db, placement.id),
        led=led,
        past=history.of(db, "placement", placement.id),
        asked_on=on,
        led_then=_on(led, on) if on else [],
        may=STEPS[placement.state],
        is_over=placement.state in ENDED,
        problem=problem,
        target_form=target or TargetForm(),
        places=districts.everywhere(db),
        situations=offers.SITUATIONS,
        second_language=posters.usual_languages(town.here().office.languages)[1],
        after=request.args.get("after", ""),
        piece_names=_choices(),
        press=press_profile.name_at(town.here().folder),
        usual_piece=posters.usual_piece(placement),
        **more,
    )


def _choices() -> dict[str, str]:
    """Every piece with what it is called, and those in numbers on a sheet."""
    names = piece_names.names()
    sheets = {
        f"{SHEET_OF}{piece.name}": wording.gettext("%(piece)s: %(count)s on A4")
        % {"piece": names[piece.name], "count": piece.on_sheet.cards}
        for piece in PIECES.values()
        if piece.on_sheet
    }
    return names | sheets


def taken(placement_id: int) -> ResponseReturnValue:
    """The page as it is now, and who was faster; nothing was changed by this request."""
    placement = placements.get(archive.here().db(), placement_id)
    return page(placement, problem="taken"), 409


def live_with_code(typed: str) -> Placement | None:
    """The placement that carries the code somebody typed, if it can take over from another."""
    symbols = codes.normalise(typed)
    found = placements.with_codes(archive.here().db(), [symbols])
    return found[0] if found else None


def _leads(db: Database, history: Iterable[Led]) -> list[Leads]:
    history = list(history)
    ids = {led.target.offer_id for led in history} - {None}
    titles = {o.id: o.text.title for o in offers.by_ids(db, [i for i in ids if i], language="de")}
    return [Leads(led, titles.get(led.target.offer_id or 0, "")) for led in history]


def _asked_on() -> date | None:
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return None


def _on(history: list[Leads], on: date) -> list[Leads]:
    """Everywhere a code led on a day in town, in the order of that day."""
    begin = datetime.combine(on, time(), clock.TOWN_TIME)
    end = begin + timedelta(days=1)
    return [
        one
        for one in reversed(history)
        if one.led.from_at < end and (one.led.until_at is None or one.led.until_at > begin)
    ]
