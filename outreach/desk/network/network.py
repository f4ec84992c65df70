"""The network at the desk: who is there, what they offer, and when we last spoke."""

from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from outreach import access, archive
from outreach.desk.network.network_forms import SPOKEN, ProfileForm, contact_day, wanted
from outreach.desk.pages import A_PAGE, Leaf
from outreach.desk.recording import recorded, version
from store import changes, districts, network, organizations
from store.errors import Taken
from store.network import Partner

desk_network = Blueprint("desk_network", __name__, template_folder="templates")


@desk_network.get("/desk/network")
@access.for_role("coordinator")
def index() -> ResponseReturnValue:
    db, known = archive.here().db(), districts.everywhere(archive.here().db())
    looked_for = wanted(request.args, districts={district.id for district in known})
    found = network.count(db, looked_for)
    leaf = Leaf.of(found, request.args.get("page", 1, type=int))
    chosen = {name: value for name, value in request.args.items() if name != "page" and value}
    return render_template(
        "desk/network.html",
        partners=network.partners(db, looked_for, first=leaf.first, most=A_PAGE),
        found=found,
        leaf=leaf,
        wanted=looked_for,
        address="?" + "".join(f"{urlencode([pair])}&" for pair in chosen.items()),
        districts=known,
        languages=network.languages(db),
        bare=network.districts_without_offers(db),
    )


@desk_network.get("/desk/network/<int:organization_id>")
@access.for_role("coordinator")
def show(organization_id: int) -> ResponseReturnValue:
    return _page(_partner(organization_id))


@desk_network.post("/desk/network/<int:organization_id>/contact")
@access.for_role("coordinator")
def note_contact(organization_id: int) -> ResponseReturnValue:
    partner, day = _partner(organization_id), contact_day(request.form, today=_today())
    if day is None:
        return _page(partner, "contact"), 422
    with recorded("organization", partner.id, "contacted"):
        organizations.meet(archive.here().db(), partner.id, on=day)
    return _back(partner, "contact")


@desk_network.post("/desk/network/<int:organization_id>/profile")
@access.for_role("coordinator")
def know(organization_id: int) -> ResponseReturnValue:
    partner = _partner(organization_id)
    form = ProfileForm.parse(request.form, _offered(partner))
    db = archive.here().db()
    try:
        with recorded("organization", partner.id, "edited", expected=version()):
            organizations.know(db, partner.id, languages=form.languages, translates=form.translates)
    except Taken:
        return _page(partner, "taken", form), 409
    return _back(partner, "profile")


def _partner(organization_id: int) -> Partner:
    return network.get(archive.here().db(), organization_id)


def _today() -> date:
    return clock.local_now().date()


def _offered(partner: Partner) -> list[str]:
    return list(dict.fromkeys([*SPOKEN, *partner.languages]))


def _back(partner: Partner, after: str) -> ResponseReturnValue:
    address = url_for("desk_network.show", organization_id=partner.id, after=after)
    return redirect(address, code=303)


def _page(partner: Partner, problem: str = "", form: ProfileForm | None = None) -> str:
    db = archive.here().db()
    past = changes.for_record(db, "organization", partner.id)
    return render_template(
        "desk/partner.html",
        partner=partner,
        offered=_offered(partner),
        form=form or ProfileForm(partner.languages, partner.translates),
        version=changes.version(db, "organization", partner.id),
        last_change=past[0] if past else None,
        problem=problem,
        after=request.args.get("after"),
    )
