"""Brochures at the desk: what is on in a district as a booklet, and a month of it as a poster."""

from collections.abc import Callable
from datetime import date
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from kiosk import clock, town
from outreach import access, archive, brochures, calendar_posters, posters, press
from outreach.brochures import Edition
from outreach.calendar_posters import Sheet
from outreach.desk import making
from printables import attempts
from printables.attempts import Attempt
from printables.calendar_poster import SIZES
from printables.errors import CannotPrint
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
    make = _maker(kind, request.form)
    if not _has_offers(request.form.get("district", "")):
        return _form_page(request.form, "nothing_on"), 422
    file_name = f"{kind}-{request.form['purpose']}.pdf"
    made = partial(attempts.written, partial(attempts.single, file_name, make))
    press.here().begin(_name(kind, request.form), made, now=clock.now())
    return redirect(f"{url_for('.collect', kind=kind)}?{_asked(request.form)}", code=303)


@desk_brochures.get("/desk/brochures/<kind>")
@access.for_role("coordinator")
def collect(kind: str) -> ResponseReturnValue:
    _maker(kind, request.args)
    try:
        made = press.here().collect(_name(kind, request.args), now=clock.now())
    except NotFound:
        return _form_page(request.args, "collected")
    except CannotPrint:
        return _form_page(request.args, "failed"), 422
    if made is None:
        return making.waiting("desk/brochure_in_print.html", kind=kind)
    attempt = attempts.read(made)
    for file_name, pdf in attempt.files.items():
        return making.handed_out(pdf, file_name)
    return _form_page(request.args, attempt=attempt), 422


def _form_page(
    asked: MultiDict[str, str], problem: str = "", *, attempt: Attempt | None = None
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
    )


def _maker(kind: str, asked: MultiDict[str, str]) -> Callable[[], bytes]:
    """What makes the file, in a process of its own. Raises NotFound for what there is not."""
    offered = town.here().office.languages
    brochures.check_district(archive.here().db(), asked.get("district", ""))
    if asked.get("purpose") not in PURPOSES or asked.get("language") not in offered:
        raise NotFound("nothing is made for this purpose in this language")
    if kind not in KINDS:
        raise NotFound(f"there is no {kind!r} of a district")
    return KINDS[kind](asked)


def _booklet(asked: MultiDict[str, str]) -> Callable[[], bytes]:
    is_large, is_print = asked.get("large") == "yes", asked["purpose"] == "print"
    edition = Edition(asked["district"], asked["language"], is_large, is_print)
    return partial(brochures.render, archive.here().folder, edition, clock.local_now())


def _calendar(asked: MultiDict[str, str]) -> Callable[[], bytes]:
    first, size = asked["language"], asked.get("size", "")
    if size not in SIZES:
        raise NotFound(f"there is no size {size!r}")
    usual = posters.usual_languages(town.here().office.languages)
    second = next(one for one in usual if one != first)
    is_print = asked["purpose"] == "print"
    wanted = Sheet(asked["district"], _month(asked), (first, second), size, is_print)
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
