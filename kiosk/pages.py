"""Public pages: nobody signs in, nothing is remembered about who reads them."""

from contextlib import suppress
from urllib.parse import urlencode

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, feeds, frame, landing, line_pages, look, near, search, steps, town, wording
from kiosk.counting import is_bot
from kiosk.kept_pages import KeptPage
from kiosk.scanning import name_in_address
from store import demand, districts, offers, schedules, stops, wishes
from store.database import Database
from store.errors import NotWritten
from store.offers import SITUATIONS
from store.placements import Placement

public = Blueprint("public", __name__, template_folder="templates", static_folder="static")

DATES_ON_AN_OFFER = 8
MOST_STOPS = 2


public.url_value_preprocessor(frame.speak)
public.context_processor(frame.frame)


@public.get("/")
def front_door() -> ResponseReturnValue:
    return redirect(url_for("public.start", lang=g.language.prefix), code=302)


@public.get("/<lang>/")
def start(lang: str) -> ResponseReturnValue:
    question = search.Question.parse({"when": "today"})
    return render_template("kiosk/start.html", answer=_answer(question))


@public.get("/<lang>/near/<name>")
def near_placement(lang: str, name: str) -> ResponseReturnValue:
    placement = landing.placement_in(name)
    address = url_for("public.near_placement", lang=lang, name=name_in_address(placement))
    return landing.answer(address, lambda: _near_page(placement))


def _near_page(placement: Placement) -> KeptPage:
    place = town.here()
    if runs := line_pages.lines_of(placement):
        return line_pages.first_page(placement, runs)
    around = near.around(
        place.reading(),
        lat=placement.lat,
        lon=placement.lon,
        language=g.language.prefix,
        office=place.office,
        now=clock.local_now(),
    )
    page = render_template("kiosk/near.html", placement=placement, around=around)
    return landing.kept(page, around.true_until)


@public.get("/<lang>/offers")
def offer_list(lang: str) -> ResponseReturnValue:
    place = town.here()
    question = search.Question.parse(request.args)
    answer, options = _answer(question), _options(place.reading())
    if not answer.total and _is_a_wish(question, options):
        _note_demand(question)
    steps.count("list")
    return render_template(
        "kiosk/offers.html",
        question=question,
        answer=answer,
        placement=steps.placement(),
        **options,
        next_page=urlencode({**request.args.to_dict(), "page": question.page + 1}),
    )


def _answer(question: search.Question) -> search.Answer:
    place = town.here()
    return search.answer(
        place.reading(),
        question,
        language=g.language.prefix,
        state=place.office.state,
        now=clock.local_now(),
    )


def _options(db: Database) -> dict[str, list[tuple[str, str]]]:
    spoken = wishes.spoken_languages(db)
    return {
        "places": [(d.name, d.name) for d in districts.everywhere(db)],
        "situations": [(s, wording.situation(s)) for s in SITUATIONS if s != "everyone"],
        "spoken": [(tag, wording.language_name(tag)) for tag in spoken],
    }


def _is_a_wish(question: search.Question, options: dict[str, list[tuple[str, str]]]) -> bool:
    """Whether a person asked for something that could be chosen; an address may say anything."""
    wish = question.wish
    return (
        question.asks_for_something()
        and request.method == "GET"
        and not is_bot(request.user_agent.string)
        and wish.district in dict(options["places"]) | {"": ""}
        and wish.language in dict(options["spoken"]) | {"": ""}
    )


def _note_demand(question: search.Question) -> None:
    place = town.here()
    # A wish goes uncounted rather than the page unanswered.
    with suppress(NotWritten), place.writing() as db:
        demand.note_empty_search(
            db,
            words=question.words,
            district=question.wish.district,
            situation=question.wish.situation,
            language=question.wish.language,
            on=clock.local_now().date(),
            key=demand.key(place.folder),
        )


@public.get("/<lang>/offers/<int:offer_id>")
def offer(lang: str, offer_id: int) -> ResponseReturnValue:
    place, now = town.here(), clock.local_now()
    db, state = place.reading(), place.office.state
    found = offers.get(db, offer_id, language=lang)
    known = schedules.for_offers(db, [offer_id])
    dates = near.coming(known, state=state, now=now, days_ahead=search.ANY_TIME_DAYS)
    steps.count("offer")
    return render_template(
        "kiosk/offer.html",
        offer=found,
        dates=dates[:DATES_ON_AN_OFFER],
        schedules=known,
        walk=_walk_from(steps.placement(), found),
        stops=_stops_of(found),
        placement=steps.placement(),
    )


def _stops_of(found: offers.Offer) -> list[stops.NearStop]:
    """The nearest stops of an offer, if anybody placed it on the map."""
    lat, lon = found.venue.lat, found.venue.lon
    if lat is None or lon is None:
        return []
    db = town.here().reading()
    return stops.near(db, lat=lat, lon=lon, most=MOST_STOPS)


def _walk_from(placement: Placement | None, found: offers.Offer) -> float | None:
    """Metres from the placement somebody came from, if we know both."""
    if placement is None or placement.kind == "bus":
        return None  # a bus is somewhere else by now
    return offers.distances(
        town.here().reading(), lat=placement.lat, lon=placement.lon, within_m=near.BY_BUS_M
    ).get(found.id)


@public.get("/<lang>/offers/<int:offer_id>.ics")
def offer_calendar(lang: str, offer_id: int) -> ResponseReturnValue:
    place = town.here()
    found = offers.get(place.reading(), offer_id, language=lang)
    address = place.office.base_url + url_for("public.offer", lang=lang, offer_id=offer_id)
    file = feeds.calendar(
        found,
        schedules.for_offers(place.reading(), [offer_id]),
        address=address,
        domain=place.office.domain(),
        state=place.office.state,
        now=clock.now(),
    )
    steps.count("calendar")
    response = make_response(file)
    response.mimetype = "text/calendar"
    response.headers["Content-Disposition"] = f"attachment; filename=begegnung-{offer_id}.ics"
    return response


@public.get("/<lang>/<any(urgent, legal, privacy, accessibility, genuine):paper>")
def paper(lang: str, paper: str) -> ResponseReturnValue:
    return render_template(f"kiosk/{paper}.html")


@public.get("/mark.svg")
def mark() -> ResponseReturnValue:
    response = make_response(look.mark())
    response.mimetype = "image/svg+xml"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
