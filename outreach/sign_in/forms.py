"""What the forms at the door say."""

from collections.abc import Mapping
from dataclasses import dataclass

from outreach import email_addresses
from outreach.sign_in import rules
from outreach.sign_in.rules import PasswordProblem
from store import people
from store.people import Person


@dataclass(frozen=True, slots=True)
class SignInForm:
    """Who wants to come in."""

    email: str
    password: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "SignInForm":
        """Read what was typed; longer than any address or password is cut, and so is wrong."""
        return cls(
            email=people.normalised(form.get("email", ""))[:300],
            password=form.get("password", "")[: rules.LONGEST + 1],
        )


@dataclass(frozen=True, slots=True)
class PasswordForm:
    """The password somebody chooses, and the address to sign in with where we know none yet."""

    email: str
    password: str
    again: str
    name: str

    @classmethod
    def parse(cls, form: Mapping[str, str], person: Person) -> "PasswordForm":
        """Read what was typed. An address the office knows already is not changed here."""
        return cls(
            email=person.email or people.normalised(form.get("email", "")),
            password=form.get("password", ""),
            again=form.get("again", ""),
            name=person.name,
        )

    def email_problem(self) -> str | None:
        """What is wrong with the address, if anything."""
        return None if email_addresses.is_address(self.email) else "no_address"

    def password_problem(self) -> PasswordProblem | None:
        """What is wrong with the password, if anything."""
        return rules.password_problem(
            self.password, again=self.again, name=self.name, email=self.email
        )
