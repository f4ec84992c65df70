"""Kept pages: a landing page is made once and kept until something on it would be different."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

MOST = 2_000


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A finished page, gzipped, and the local moment from which it is no longer true."""

    gzipped: bytes
    true_until: datetime


class KeptPages:
    """The last pages made, by what they show; never one that an office's change made stale.

    The key carries the revision of the data, so a page made before a change is simply not found.
    """

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[object, ...], KeptPage] = OrderedDict()

    def get(self, key: tuple[object, ...], at: datetime, make: Callable[[], KeptPage]) -> KeptPage:
        """The page kept under this key if it is still true at this moment, else one made now."""
        page = self._pages.get(key)
        if page is None or at >= page.true_until:
            page = self._pages[key] = make()
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
        return page
