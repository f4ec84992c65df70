"""Campaigns at the desk: what their paper says in each language, and how every piece looks."""

from functools import partial

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, posters, press, press_profile, print_runs, security
from outreach.desk import history, making
from outreach.desk.paper.campaign_forms import LONGEST, CampaignForm
from outreach.desk.recording import recorded, version
from outreach.posters import Order
from outreach.run_folders import MOST_PLACEMENTS
from printables import proofs
from printables.office import piece_names
from printables.pieces import PIECES
from printables.poster import Poster
from store import campaigns, changes, placements
from store.campaigns import Campaign
from store.errors import NotFound, Taken
from store.placements import Placement

# A campaign without placements is shown at this one, which is nowhere.
SAMPLE = Placement(0, "K7M2X", "Musterplatz 1", "poster", 0, 0, "", "", "drafted", None)

desk_campaigns = Blueprint("desk_campaigns", __name__, template_folder="templates")


@desk_campaigns.get("/desk/campaigns")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    db = archive.here().db()
    return render_template("desk/campaigns.html", campaigns=campaigns.everywhere(db))


@desk_campaigns.get("/desk/campaigns/<int:campaign_id>")
@access.for_role("coordinator")
def show(campaign_id: int) -> ResponseReturnValue:
    return page(campaigns.get(archive.here().db(), campaign_id))


@desk_campaigns.post("/desk/campaigns/<int:campaign_id>")
@access.for_role("coordinator")
def say(campaign_id: int) -> ResponseReturnValue:
    db = archive.here().db()
    campaign = campaigns.get(db, campaign_id)
    form = CampaignForm.parse(request.form, town.here().office.languages)
    if form.problems():
        return page(campaign, form), 422
    try:
        with recorded("campaign", campaign.id, "edited", expected=version()):
            campaigns.say(db, campaign.id, form.sentences)
    except Taken:
        return page(campaign, form, is_overtaken=True), 409
    return redirect(url_for(".show", campaign_id=campaign.id, after="edited"), code=303)


@desk_campaigns.post("/desk/campaigns/<int:campaign_id>/proofs")
@access.for_role("coordinator")
def begin(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get(archive.here().db(), campaign_id)
    language = _language(request.form.get("language", ""))
    make = partial(proofs.render, _said(campaign, language))
    press.here().begin(_name(campaign, language), make, now=clock.now())
    address = url_for(".collect", campaign_id=campaign.id, language=language)
    return redirect(address, code=303)


@desk_campaigns.get("/desk/campaigns/<int:campaign_id>/proofs/<language>")
@access.for_role("coordinator")
def collect(campaign_id: int, language: str) -> ResponseReturnValue:
    campaign = campaigns.get(archive.here().db(), campaign_id)
    try:
        made = press.here().collect(_name(campaign, _language(language)), now=clock.now())
    except NotFound:
        return redirect(url_for(".show", campaign_id=campaign.id), code=303)
    shown = {"campaign": campaign, "first": language, "names": piece_names.names()}
    if made is None:
        return making.waiting("desk/campaign_proofs.html", proofs=None, **shown)
    pieces = render_template("desk/campaign_proofs.html", proofs=proofs.read(made), **shown)
    response = make_response(pieces)
    response.headers["Content-Security-Policy"] = security.WITH_PICTURES_INSIDE
    return response


def page(
    campaign: Campaign,
    form: CampaignForm | None = None,
    *,
    is_overtaken: bool = False,
    problem: str = "",
) -> str:
    """A campaign's page with all its forms; `problem` says why its paper could not be made."""
    db = archive.here().db()
    form = form or CampaignForm(campaigns.sentences(db, campaign.name))
    latest = changes.version(db, "campaign", campaign.id)
    known = request.form.get("version", latest, type=int)
    return render_template(
        "desk/campaign.html",
        campaign=campaign,
        form=form,
        problems=form.problems(),
        longest=LONGEST,
        version=latest if is_overtaken else known,
        meanwhile=history.since(db, "campaign", campaign.id, known) if is_overtaken else [],
        count=len(placements.of_campaign(db, campaign.id)),
        past=history.of(db, "campaign", campaign.id),
        after=request.args.get("after"),
        problem=problem,
        living=len(print_runs.living(db, campaign.id)),
        most=MOST_PLACEMENTS,
        piece_names=piece_names.names(),
        second_language=posters.usual_languages(town.here().office.languages)[1],
        press=press_profile.name_at(town.here().folder),
    )


def _said(campaign: Campaign, language: str) -> tuple[Poster, ...]:
    """Every piece of the campaign's first placement, for screens, in this language first."""
    db, office, now = archive.here().db(), town.here().office, clock.local_now()
    there = next(iter(placements.of_campaign(db, campaign.id)), SAMPLE)
    others = [one for one in posters.usual_languages(office.languages) if one != language]
    orders = [Order(piece, (language, others[0]), for_print=False) for piece in PIECES]
    return tuple(posters.piece(db, there, office=office, order=order, now=now) for order in orders)


def _language(prefix: str) -> str:
    if prefix not in town.here().office.languages:
        raise NotFound(f"this office does not speak {prefix!r}")
    return prefix


def _name(campaign: Campaign, language: str) -> str:
    """What the proofs are collected by: who asked, and for what."""
    return making.name("campaign", campaign.id, language)
