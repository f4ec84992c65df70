"""What the desk says about an organization, as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from outreach import email_addresses
from outreach.exchange import contacts
from store.organizations import Organization

LONGEST = 200


@dataclass(frozen=True, slots=True)
class OrganizationForm:
    """Name and contacts."""

    name: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""

    @classmethod
    def of(cls, organization: Organization) -> "OrganizationForm":
        """What is known so far."""
        return cls(**{name: getattr(organization, name) or "" for name in cls.__slots__})

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "OrganizationForm":
        """Read the form."""
        typed = {name: " ".join(form.get(name, "").split())[:LONGEST] for name in cls.__slots__}
        return cls(**{**typed, "email": typed["email"].lower()})

    def problems(self, namesake: Organization | None, organization_id: int) -> dict[str, str]:
        """What is wrong, by field; `namesake` is whoever has this name so far."""
        is_taken = namesake is not None and namesake.id != organization_id
        is_phone, is_site = contacts.phone(self.phone), contacts.web_address(self.website)
        is_email = email_addresses.is_address(self.email)
        found = {
            "name": "missing" if not self.name else "taken" if is_taken else "",
            "phone": "no_phone" if self.phone and not is_phone else "",
            "email": "no_address" if self.email and not is_email else "",
            "website": "no_website" if self.website and not is_site else "",
        }
        return {name: problem for name, problem in found.items() if problem}

    def organization(self, organization_id: int) -> Organization:
        """What was typed, ready to be kept; only without problems."""
        return Organization(
            organization_id,
            self.name,
            contacts.phone(self.phone) if self.phone else None,
            self.email or None,
            contacts.web_address(self.website) if self.website else None,
        )
