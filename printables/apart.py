"""Makes a piece in a process of its own, which steps back for everybody who scans meanwhile.

Setting a page keeps the interpreter busy for a second the first time; in the serving process every
scan would wait for it. The piece goes in by a pipe, not by the command line, which others can read.
"""

import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable

from printables.errors import CannotPrint

# Only what runs away is stopped: on a busy machine all proofs of a campaign take a minute.
MOST_SECONDS = 180
MOST_BYTES = 1024**3
STEPPED_BACK = 10
REFUSED = 3


def render(make: Callable[[], bytes]) -> bytes:
    """What `make` returns: one of our `render` functions with its piece, as a `partial`.

    Raises CannotPrint as that does, and SubprocessError for what took too long or broke.
    """
    done = subprocess.run(  # noqa: S603  # our own interpreter with our own module
        [sys.executable, "-m", __name__],
        input=pickle.dumps(make),
        stdout=subprocess.PIPE,
        timeout=MOST_SECONDS,
        check=False,
    )
    if done.returncode == REFUSED:
        raise CannotPrint(done.stdout.decode())
    done.check_returncode()
    return done.stdout


def _main() -> int:
    os.nice(STEPPED_BACK)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    make = pickle.load(sys.stdin.buffer)  # noqa: S301  # written by `render` above
    try:
        answer, status = make(), 0
    except CannotPrint as error:
        answer, status = str(error).encode(), REFUSED
    sys.stdout.buffer.write(answer)
    return status


if __name__ == "__main__":
    sys.exit(_main())
