"""Brochures at the desk: what is on in a district as a booklet, and a month of it as a poster."""

from collections.abc import Callable
from datetime import date
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from kiosk import clock, town
from outreach import access, archive, brochures, calendar_posters, posters, press, press_profile
from outreach.brochures import Edition
from outreach.calendar_posters import Sheet
from outreach.desk import making
from printables import attempts
from printables.attempts import Attempt, Made
from printables.calendar_poster import SIZES
from printables.errors import CannotPrint, UnusableProfile
from store import districts, wishes
from store.errors import NotFound
from store.languages import LANGUAGES
from store.wishes import Wish

MONTHS = 6
PURPOSES = ("print", "screen")
FIELDS = ("district", "language", "large", "purpose", "month", "size")

desk_brochures = Blueprint("desk_brochures", __name__, template_folder="templates")


@desk_brochures.get("/desk/brochures")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    return _form_page(request.args)


@desk_brochures.post("/desk/brochures/<kind>")
@access.for_role("coordinator")
def begin(kind: str) -> ResponseReturnValue:
    try:
        make = _maker(kind, request.form, icc=_profile(request.form))
    except UnusableProfile:
        return _form_page(request.form, "profile"), 422
    if not _has_offers(request.form.get("district", "")):
        return _form_page(request.form, "nothing_on"), 422
    made = partial(attempts.written, make)
    press.here().begin(_name(kind, request.form), made, now=clock.now())
    return redirect(f"{url_for('.collect', kind=kind)}?{_asked(request.form)}", code=303)


@desk_brochures.get("/desk/brochures/<kind>")
@access.for_role("coordinator")
def collect(kind: str) -> ResponseReturnValue:
    _maker(kind, request.args)
    name, now = _name(kind, request.args), clock.now()
    try:
        made = press.here().look(name, now=now)
    except NotFound:
        return _form_page(request.args, "collected")
    except CannotPrint:
        return _form_page(request.args, "failed"), 422
    if made is None:
        return making.waiting("desk/brochure_in_print.html", kind=kind)
    attempt = attempts.read(made)
    # What is missing in the file is said before it is taken away.
    if attempt.left_out and "fetch" not in request.args:
        return _form_page(request.args, attempt=attempt, kind=kind)
    press.here().collect(name, now=now)
    for file_name, pdf in attempt.files.items():
        return making.handed_out(pdf, file_name)
    return _form_page(request.args, attempt=attempt), 422


def _form_page(
    asked: MultiDict[str, str],
    problem: str = "",
    *,
    attempt: Attempt | None = None,
    kind: str = "",
) -> str:
    names = [one.name for one in districts.everywhere(archive.here().db())]
    spoken = town.here().office.languages
    return render_template(
        "desk/brochures.html",
        districts=[(name, name) for name in names],
        languages=[(prefix, LANGUAGES[prefix].endonym) for prefix in spoken],
        months=[(f"{day:%Y-%m}", f"{day:%m/%Y}") for day in _months(clock.local_now().date())],
        sizes=[(size, size) for size in SIZES],
        asked=asked,
        problem=problem,
        attempt=attempt,
        fetch=f"{url_for('.collect', kind=kind)}?{_asked(asked)}&fetch=1" if kind else "",
    )


def _profile(asked: MultiDict[str, str]) -> bytes | None:
    """The press of the office, for a file for print. Raises UnusableProfile."""
    is_for_print = asked.get("purpose") == "print"
    return press_profile.of_office(archive.here().folder) if is_for_print else None


def _maker(
    kind: str, asked: MultiDict[str, str], *, icc: bytes | None = None
) -> Callable[[], Made]:
    """What makes the file, in a process of its own. Raises NotFound for what there is not."""
    offered = town.here().office.languages
    brochures.check_district(archive.here().db(), asked.get("district", ""))
    if asked.get("purpose") not in PURPOSES or asked.get("language") not in offered:
        raise NotFound("nothing is made for this purpose in this language")
    if kind not in KINDS:
        raise NotFound(f"there is no {kind!r} of a district")
    return KINDS[kind](asked, icc)


def _booklet(asked: MultiDict[str, str], icc: bytes | None) -> Callable[[], Made]:
    is_large, is_print = asked.get("large") == "yes", asked["purpose"] == "print"
    edition = Edition(asked["district"], asked["language"], is_large, is_print, icc)
    return partial(brochures.render, archive.here().folder, edition, clock.local_now())


def _calendar(asked: MultiDict[str, str], icc: bytes | None) -> Callable[[], Made]:
    first, size = asked["language"], asked.get("size", "")
    if size not in SIZES:
        raise NotFound(f"there is no size {size!r}")
    usual = posters.usual_languages(town.here().office.languages)
    second = next(one for one in usual if one != first)
    is_print = asked["purpose"] == "print"
    wanted = Sheet(asked["district"], _month(asked), (first, second), size, is_print, icc)
    return partial(calendar_posters.render, archive.here().folder, wanted)


KINDS = {"booklet": _booklet, "calendar": _calendar}


def _month(asked: MultiDict[str, str]) -> date:
    try:
        return date.fromisoformat(f"{asked.get('month', '')}-01")
    except ValueError:
        raise NotFound(f"{asked.get('month')!r} is no month") from None


def _months(today: date) -> list[date]:
    """This month and the next ones."""
    whole = [today.year * 12 + today.month - 1 + n for n in range(MONTHS)]
    return [date(n // 12, n % 12 + 1, 1) for n in whole]


def _has_offers(district: str) -> bool:
    return bool(wishes.fitting(archive.here().db(), Wish(district=district)))


def _asked(fields: MultiDict[str, str]) -> str:
    return urlencode({name: fields[name] for name in FIELDS if fields.get(name)})


def _name(kind: str, fields: MultiDict[str, str]) -> str:
    """What a file in the making is collected by: who asked, and for what."""
    return making.name(kind, _asked(fields))
