"""An installer's sheet: what stands on it for one placement."""

from printables.office.installer_sheet import InstallerSheet
from store import codes
from store.office import Office
from store.placements import Placement


def piece(placement: Placement, *, hangs: str, office: Office) -> InstallerSheet:
    """What is said to whoever puts the piece `hangs` up there."""
    return InstallerSheet(
        place=placement.name,
        district=placement.district,
        at=None if placement.kind == "bus" else (placement.lat, placement.lon),
        code=codes.printed(placement.code),
        url=f"{office.base_url}/q/{placement.code}",
        domain=office.domain(),
        piece=hangs,
        office=office.name,
        phone=office.phone,
        palette=office.look(),
    )
