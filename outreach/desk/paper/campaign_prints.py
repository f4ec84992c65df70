"""All paper of a campaign at once: made beside the server, told of, and handed out as a folder."""

from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import access, archive, press, print_runs, run_folders
from outreach.desk import making
from outreach.desk.paper import campaigns as campaign_pages
from outreach.desk.paper import orders, run_words
from outreach.desk.recording import recorded
from outreach.run_folders import MOST_PLACEMENTS, Folder, Wanted
from printables.errors import CannotPrint, UnusableProfile
from store import campaigns, changes, codes, placements
from store.campaigns import Campaign
from store.database import transaction
from store.errors import NotFound, Taken, WrongStep

FIELDS = ("piece", "language", "around", "purpose", "anyway", "version")

desk_campaign_prints = Blueprint("desk_campaign_prints", __name__, template_folder="templates")


@desk_campaign_prints.post("/desk/campaigns/<int:campaign_id>/paper")
@access.for_role("coordinator")
def begin(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get(archive.here().db(), campaign_id)
    try:
        wanted = Wanted(campaign.id, orders.order(), request.form.get("anyway") == "yes")
    except UnusableProfile:
        return campaign_pages.page(campaign, problem="profile"), 422
    asked = _asked() | {"version": str(_version(campaign))}
    make = partial(run_folders.render, town.here().folder, wanted, clock.local_now())
    press.here().begin(_name(campaign, asked), make, now=clock.now())
    address = url_for(".show", campaign_id=campaign.id)
    return redirect(f"{address}?{urlencode(asked)}", code=303)


@desk_campaign_prints.get("/desk/campaigns/<int:campaign_id>/paper")
@access.for_role("coordinator")
def show(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get(archive.here().db(), campaign_id)
    try:
        made = press.here().look(_name(campaign, _asked()), now=clock.now())
    except NotFound:
        return _back(campaign, "collected")
    except CannotPrint:
        return campaign_pages.page(campaign, problem="failed"), 422
    if made is None:
        return making.waiting("desk/campaign_in_print.html", campaign=campaign)
    folder, there = run_folders.read(made), placements.of_campaign(archive.here().db(), campaign.id)
    return render_template(
        "desk/campaign_print.html",
        campaign=campaign,
        folder=folder,
        groups=run_words.groups(folder.files, there),
        inside=len(folder.inside()),
        asked=_asked(),
    )


@desk_campaign_prints.post("/desk/campaigns/<int:campaign_id>/paper/folder")
@access.for_role("coordinator")
def collect(campaign_id: int) -> ResponseReturnValue:
    campaign = campaigns.get(archive.here().db(), campaign_id)
    name = _name(campaign, _asked())
    try:
        made = press.here().look(name, now=clock.now())
    except (NotFound, CannotPrint):
        return _back(campaign, "collected")
    if made is None:
        raise WrongStep("this folder is not finished yet")
    folder, purpose = run_folders.read(made), request.form.get("purpose", "")
    try:
        _note(folder, purpose)
    except Taken:
        return campaign_pages.page(campaign, problem="meanwhile"), 409
    press.here().collect(name, now=clock.now())
    file_name = f"campaign-{campaign.id}-{request.form.get('piece')}-{purpose}.zip"
    return making.handed_out(folder.content, file_name, kind="application/zip")


def _version(campaign: Campaign) -> int:
    """The last change of any placement it is printed for. Raises WrongStep for none or too many."""
    db = archive.here().db()
    going = print_runs.living(db, campaign.id)
    if not 0 < len(going) <= MOST_PLACEMENTS:
        raise WrongStep(f"campaign {campaign.id} has {len(going)} placements to print for")
    return max(changes.version(db, "placement", one.id) for one in going)


def _note(folder: Folder, purpose: str) -> None:
    """What goes to a printer is locked from now on, all of it as it was when the run was begun."""
    if purpose != "print":
        return
    db, begun = archive.here().db(), request.form.get("version", -1, type=int)
    with transaction(db):
        for code in (code for file in folder.inside() for code in file.codes):
            placement = placements.by_code(db, codes.normalise(code))
            if changes.version(db, "placement", placement.id) > begun:
                raise Taken(f"placement {placement.id} was changed since the run was begun")
            with recorded("placement", placement.id, "printed"):
                placements.print_(db, placement.id, now=clock.now())


def _asked() -> dict[str, str]:
    """What this request wants of the print house, to be asked for again."""
    return {field: request.values[field] for field in FIELDS if request.values.get(field)}


def _name(campaign: Campaign, asked: dict[str, str]) -> str:
    """What a folder in the making is collected by: who asked, for what, as it stood then."""
    return making.name("campaign-paper", campaign.id, urlencode(asked))


def _back(campaign: Campaign, after: str) -> ResponseReturnValue:
    return redirect(url_for("desk_campaigns.show", campaign_id=campaign.id, after=after), code=303)
