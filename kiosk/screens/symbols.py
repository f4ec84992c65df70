"""QR symbols for a screen, so small that those of three hundred offers fit into its document.

With one mask for all, symbols are linear: where two addresses of the same length differ in a bit,
their symbols differ in the same modules, whatever else the addresses say. So a device puts the
symbol of any number together from a few (docs/decisions/0015-one-document-a-screen.md).
"""

from base64 import b64encode
from functools import lru_cache
from threading import Lock
from typing import Any, Literal

from qrcode import QRCode, constants
from qrcode.util import QRData

# Any of the eight may be read; the one must be the same for all.
MASK = 0
BITS_OF_A_DIGIT = (1, 2, 4, 8)

# The standard's number for text written as bytes.
BYTES: Literal[4] = 4

# python-qrcode keeps a running mask in its module.
DRAWING = Lock()


@lru_cache(maxsize=2_000)
def symbol(text: str) -> str:
    """The symbol of a text: its modules row by row as bits, the first the highest, in base64.

    A symbol is a square, so the number of bits tells its side: the largest that fits into them.
    """
    bits = "".join("1" if module else "0" for row in _matrix(text) for module in row)
    whole = bits.ljust(-len(bits) // 8 * -8, "0")
    return b64encode(int(whole, 2).to_bytes(len(whole) // 8, "big")).decode()


def of_numbers(before: str, digits: int) -> list[str]:
    """What the symbol of every address `before` + a number of so many digits is put together from.

    First the symbol of all zeros; then for each place, the leftmost first, those in which the digit
    there is 1, 2, 4 and 8. A digit's bits say which of them to add to the first (exclusive or).
    """
    zeros = "0" * digits
    single = (
        f"{zeros[:at]}{bit}{zeros[at + 1 :]}" for at in range(digits) for bit in BITS_OF_A_DIGIT
    )
    return [symbol(before + number) for number in (zeros, *single)]


def _matrix(text: str) -> list[list[bool]]:
    # The strongest level: a screen in the sun mirrors, and there is room for larger symbols.
    code: QRCode[Any] = QRCode(
        error_correction=constants.ERROR_CORRECT_H, border=0, mask_pattern=MASK
    )
    # Always bytes: a more compact way of writing digits would not be of the same length.
    code.add_data(QRData(text.encode(), mode=BYTES), optimize=0)
    with DRAWING:
        code.make()
    return [[bool(module) for module in row] for row in code.modules]
