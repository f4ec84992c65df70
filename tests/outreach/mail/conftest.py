"""Mails that wait, and a mail server to take them."""

from datetime import timedelta

import pytest

from outreach import mail
from store import office, outbox, people
from tests.conftest import OFFICE, TUESDAY
from tests.serving import free_port


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def deliver(db, folder, port, clock):
    """Deliver what is due through the server on this port; `lines` change the office."""

    def deliver(*lines, after=timedelta(0)):
        server = [f'mail_server = "127.0.0.1:{port}"', 'mail_security = "none"']
        said = "\n".join([*(lines or server), OFFICE])
        (folder / office.FILE_NAME).write_text(said, "utf-8")
        clock.shift(after)
        mail.deliver(db, office.read(folder), folder)

    return deliver


@pytest.fixture
def put(db, clock):
    """Let mails wait for people with these names."""

    def put(*names, path="/desk/referrals/7"):
        for name in names:
            email = f"{name}@muster.example"
            person = people.find_by_email(db, email) or people.welcome(
                db, role="coordinator", name=f"{name.title()} Sommer", email=email, now=TUESDAY
            )
            outbox.put(db, person.id, kind="help_wanted", path=path, now=TUESDAY)

    return put
