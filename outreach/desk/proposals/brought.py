"""What somebody brought to a door, opened for the coordinator, and how they are told about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from kiosk import clock, town
from outreach import archive, email_addresses, refusals
from outreach.exchange import contacts
from outreach.wording import CATALOGUES
from store import office_keys, outbox, proposals
from store.languages import LANGUAGES, translations
from store.proposals import Proposal
from store.sealing import CannotOpen


@dataclass(frozen=True, slots=True)
class Brought:
    """A proposal with what was typed, by field; `told` is empty where it cannot be read."""

    proposal: Proposal
    told: Mapping[str, str]

    def contact(self) -> str:
        """How to reach them, as they wrote it; empty without."""
        return self.told.get("contact", "")

    def email(self) -> str:
        """Their e-mail address; empty without one."""
        return email_addresses.find(self.contact())

    def phone(self) -> str | None:
        """Their number, to dial."""
        return contacts.phone(self.contact())

    def is_to_be_told(self) -> bool:
        """Whether somebody still has to call them."""
        return self.proposal.is_to_be_told() and bool(self.contact())


def load(proposal_id: int) -> Brought:
    """The proposal with this id, opened. Raises NotFound."""
    return opened(proposals.get(archive.here().db(), proposal_id))


def opened(proposal: Proposal) -> Brought:
    """A proposal with what was typed, as far as the office's key opens it."""
    here = town.here()
    try:
        key = office_keys.private(here.folder)
        return Brought(proposal, proposals.open_(here.keys(), key, proposal))
    except CannotOpen:
        return Brought(proposal, {})


def reasons_for(proposal: Proposal) -> Mapping[str, str]:
    """Our reasons for saying no, in the words whoever proposed this reads."""
    return refusals.reasons(translations(CATALOGUES, proposal.language).gettext)


def tell(brought: Brought, *, kind: str, path: str = "") -> None:
    """Let them know by mail, where there is an address; nobody is to be told who left none.

    Belongs into the transaction of what is told.
    """
    db, now, proposal_id = archive.here().db(), clock.now(), brought.proposal.id
    if brought.email():
        outbox.put_outside(db, proposal_id=proposal_id, kind=kind, path=path, now=now)
    if brought.email() or not brought.contact():
        proposals.told(db, proposal_id, now=now)


def page(
    brought: Brought,
    *,
    status: int = 200,
    is_late: bool = False,
    problems: Mapping[str, str] | None = None,
    typed: object = None,
) -> ResponseReturnValue:
    """The page of a proposal; `is_late` says that a colleague was faster."""
    proposal = brought.proposal
    shown = render_template(
        "desk/proposal.html",
        brought=brought,
        proposal=proposal,
        reasons=refusals.reasons(translations(CATALOGUES, "de").gettext),
        tags=proposals.tags(archive.here().db()),
        tongue=LANGUAGES[proposal.language],
        is_late=is_late,
        problems=problems or {},
        typed=typed,
    )
    return shown, status


def already_settled(proposal_id: int) -> ResponseReturnValue:
    """The page for whoever was too late, saying who was faster."""
    return page(load(proposal_id), status=409, is_late=True)
