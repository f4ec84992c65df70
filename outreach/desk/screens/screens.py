"""Screens at the desk: which are alive, what they show, and how a device becomes one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, fragments
from outreach.desk.screens.screen_forms import AddForm, SettingsForm
from store import codes, heartbeats, placements, screens
from store.errors import NotFound
from store.heartbeats import UNSEEN_AFTER, Heartbeat
from store.screen_profiles import PROFILES
from store.screens import Screen

WISHES = ("refresh", "restart")

desk_screens = Blueprint("desk_screens", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Watched:
    """A screen with what it last told; `is_missed` once it should have told again."""

    screen: Screen
    heartbeat: Heartbeat | None
    is_missed: bool

    def shows_content_of(self) -> datetime | None:
        """When what it shows was made; None where it has not said so, or said nonsense."""
        said = self.heartbeat.told.as_of if self.heartbeat else ""
        with suppress(ValueError):
            moment = datetime.fromisoformat(said)
            return moment if moment.tzinfo else None
        return None


@desk_screens.get("/desk/screens")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    everywhere = screens.everywhere(archive.here().db())
    watched = [_watched(screen) for screen in everywhere]
    return fragments.respond(
        "desk/screens.html",
        "desk/_screens.html",
        watched=[one for one in watched if not one.screen.is_revoked],
        switched_off=[one for one in watched if one.screen.is_revoked],
    )


@desk_screens.get("/desk/screens/new")
@access.for_role("coordinator")
def new() -> ResponseReturnValue:
    return _new_page("")


@desk_screens.post("/desk/screens/new")
@access.for_role("coordinator")
def add() -> ResponseReturnValue:
    db, form = archive.here().db(), AddForm.parse(request.form, _free())
    if form is None:
        return _new_page("unknown"), 422
    languages = town.here().office.languages
    key = screens.add(
        db, form.placement_id, profile=form.profile, languages=languages, now=clock.now()
    )
    # Its address was never shown: the device gets one of its own when it is connected.
    screen = screens.by_key(db, key)
    return redirect(url_for("desk_screens.show", screen_id=screen.id), code=303)


@desk_screens.get("/desk/screens/<int:screen_id>")
@access.for_role("coordinator")
def show(screen_id: int) -> ResponseReturnValue:
    return _page(screens.get(archive.here().db(), screen_id))


@desk_screens.post("/desk/screens/<int:screen_id>/pairing")
@access.for_role("coordinator")
def pairing(screen_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    screen = screens.get(db, screen_id)
    typed = screens.offer_pairing(db, screen.id, now=clock.now())
    return _page(screen, typed=f"{typed[:4]}-{typed[4:]}")


@desk_screens.post("/desk/screens/<int:screen_id>/settings")
@access.for_role("coordinator")
def settle(screen_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    screen = screens.get(db, screen_id)
    form = SettingsForm.parse(request.form, town.here().office.languages)
    if form.problems:
        return _page(screen, form=form), 422
    screens.settle(
        db,
        screen.id,
        languages=form.languages,
        radius_m=form.radius_m,
        categories=form.categories,
        quiet=form.quiet,
        has_printer=form.has_printer,
    )
    return redirect(url_for("desk_screens.show", screen_id=screen.id, after="settings"), code=303)


@desk_screens.post("/desk/screens/<int:screen_id>/wish")
@access.for_role("coordinator")
def wish(screen_id: int) -> ResponseReturnValue:
    db, wanted = archive.here().db(), request.form.get("wish", "")
    screen = screens.get(db, screen_id)
    if wanted not in WISHES or screen.is_revoked:
        raise NotFound(f"screen {screen_id} can not be asked for {wanted!r}")
    screens.wish_for(db, screen.id, wanted, now=clock.now())
    return redirect(url_for("desk_screens.show", screen_id=screen.id), code=303)


@desk_screens.post("/desk/screens/<int:screen_id>/end")
@access.for_role("coordinator")
def end(screen_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    screens.revoke(db, screens.get(db, screen_id).id, now=clock.now())
    return redirect(url_for("desk_screens.show", screen_id=screen_id), code=303)


def _page(screen: Screen, *, typed: str = "", form: SettingsForm | None = None) -> str:
    return render_template(
        "desk/screen.html",
        watched=_watched(screen),
        screen=screen,
        typed=typed,
        form=form or SettingsForm.of(screen),
        after=request.args.get("after"),
    )


def _new_page(problem: str) -> str:
    return render_template(
        "desk/new_screen.html", free=_free(), profiles=PROFILES.values(), problem=problem
    )


def _free() -> dict[int, str]:
    """Placements that could become a screen: id → code and name."""
    db = archive.here().db()
    taken = {screen.placement.id for screen in screens.everywhere(db)}
    return {
        placement.id: f"{codes.printed(placement.code)} · {placement.name}"
        for placement in placements.everywhere(db)
        if placement.is_live() and placement.id not in taken
    }


def _watched(screen: Screen) -> Watched:
    found, now = heartbeats.find(archive.here().db(), screen.id), clock.now()
    is_missed = found is not None and now - found.at > UNSEEN_AFTER
    return Watched(screen, found, is_missed and not screen.is_revoked)
