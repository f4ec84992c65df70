"""An organization at the desk: its name, its contacts, and what it offers."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from outreach import access, archive
from outreach.desk import history
from outreach.desk.network.organization_forms import OrganizationForm
from outreach.desk.recording import recorded, version
from store import changes, kept_offers, organizations
from store.errors import Taken
from store.organizations import Organization

desk_organizations = Blueprint("desk_organizations", __name__, template_folder="templates")


@desk_organizations.get("/desk/organizations/<int:organization_id>")
@access.for_role("coordinator")
def show(organization_id: int) -> ResponseReturnValue:
    organization = organizations.get(archive.here().db(), organization_id)
    return _page(organization, OrganizationForm.of(organization))


@desk_organizations.post("/desk/organizations/<int:organization_id>")
@access.for_role("coordinator")
def edit(organization_id: int) -> ResponseReturnValue:
    db, form = archive.here().db(), OrganizationForm.parse(request.form)
    organization = organizations.get(db, organization_id)
    problems = form.problems(organizations.find(db, form.name), organization_id)
    if problems:
        return _page(organization, form, problems), 422
    try:
        with recorded("organization", organization_id, "edited", expected=version()):
            organizations.describe(db, form.organization(organization_id))
    except Taken:
        return _page(organization, form, is_overtaken=True), 409
    return redirect(url_for(".show", organization_id=organization_id, after="edited"), code=303)


def _page(
    organization: Organization,
    form: OrganizationForm,
    problems: dict[str, str] | None = None,
    *,
    is_overtaken: bool = False,
) -> str:
    db = archive.here().db()
    latest = changes.version(db, "organization", organization.id)
    known = version() if request.method == "POST" else latest
    return render_template(
        "desk/organization.html",
        organization=organization,
        form=form,
        problems=problems or {},
        version=latest if is_overtaken else known,
        meanwhile=history.since(db, "organization", organization.id, known) if is_overtaken else [],
        offers=kept_offers.of_organization(db, organization.id),
        past=history.of(db, "organization", organization.id),
        after=request.args.get("after"),
    )
