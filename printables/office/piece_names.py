"""What the office calls each piece of paper."""

from printables.office.words import _


def names() -> dict[str, str]:
    """What each piece is called, by its name."""
    return {
        "poster-a4": _("Poster %(size)s", size="A4"),
        "poster-a3": _("Poster %(size)s", size="A3"),
        "poster-a2": _("Poster %(size)s", size="A2"),
        "poster-a1": _("Poster %(size)s", size="A1"),
        "poster-a5": _("Handbill %(size)s", size="A5"),
        "poster-a6": _("Handbill %(size)s", size="A6"),
        "city-light": _("City-light poster, 119 × 175 cm"),
        "stop-notice": _("Notice at a stop, A4"),
        "bus-a4": _("Frame in a bus, %(size)s upright", size="A4"),
        "bus-a4-landscape": _("Frame in a bus, %(size)s lying", size="A4"),
        "bus-a3": _("Frame in a bus, %(size)s upright", size="A3"),
        "bus-a3-landscape": _("Frame in a bus, %(size)s lying", size="A3"),
        "side-window": _("Strip for a side window, 50 × 15 cm"),
        "ceiling": _("Ceiling of a bus, 60 × 30 cm"),
        "sticker": _("Sticker, 74 × 74 mm"),
        "bench-plaque": _("Plaque for a bench, 100 × 70 mm"),
        "table-tent": _("Table tent, folded to A5"),
        "tear-off": _("Notice to tear strips off, A4"),
        "pocket-card": _("Pocket card, 85 × 55 mm"),
        "slip": _("Slip to hand out, A6, black"),
    }
