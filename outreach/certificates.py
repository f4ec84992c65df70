"""A training certificate: what stands on it, in the office's name and colours."""

from datetime import date

from printables.office import certificate
from printables.office.certificate import Certificate
from store.errors import WrongStep
from store.office import Office
from store.people import Person


def piece(
    person: Person, *, held_on: date, hours: float, contents: tuple[str, ...], office: Office
) -> Certificate:
    """What a person's certificate says; without `contents` the usual ones of the training.

    Raises WrongStep for somebody who was put out, is no key person or pilot, or whose training
    nobody has entered.
    """
    until = person.trained_until_on
    if person.is_revoked or person.role == "coordinator" or until is None:
        raise WrongStep(f"person {person.id} has no training to certify")
    return Certificate(
        name=person.name,
        role=person.role,
        held_on=held_on,
        valid_until_on=until,
        hours=hours,
        contents=contents or certificate.usual_contents(person.role),
        office=office.name,
        phone=office.phone,
        sponsor=office.sponsor,
        palette=office.look(),
    )
