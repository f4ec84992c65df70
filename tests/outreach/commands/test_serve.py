"""`begegnung serve`: it answers, it says where, and it loses nothing when it is stopped."""

import http.client
import socket
import threading
from urllib.parse import urlsplit

from store import database, office, office_keys
from store.database import transaction
from tests.browsing import PHONE
from tests.serving import free_port, serving
from tests.until import PATIENCE_SECONDS


def get(address, path):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path, headers=PHONE)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_a_port_somebody_else_uses_is_named(begegnung, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = begegnung("serve", "--port", str(port), data=folder)
    assert told.exit_code == 1
    assert f"Port {port} on 127.0.0.1 cannot be used: Address already in use." in told.stderr


def test_a_host_that_is_not_ours_and_a_port_that_is_none_are_refused(begegnung, folder):
    assert begegnung("serve", "--host", "192.0.2.1", data=folder).exit_code == 1
    assert begegnung("serve", "--port", "70000", data=folder).exit_code == 2


def test_the_public_room_makes_no_key_that_would_be_in_its_reach(begegnung, folder):
    for name in (office_keys.PRIVATE_NAME, office_keys.PUBLIC_NAME):
        (folder / name).unlink()
    told = begegnung("serve", "--rooms", "public", "--port", str(free_port()), data=folder)
    assert told.exit_code == 1 and "office.pub is missing" in told.stderr
    assert not (folder / office_keys.PRIVATE_NAME).exists()


def test_a_password_file_that_is_not_there_is_named_at_once(begegnung, folder):
    path = folder / office.FILE_NAME
    login = 'mail_login = "begegnung"\nmail_password_file = "mail.password"\n'
    path.write_text(login + path.read_text("utf-8"), "utf-8")
    told = begegnung("serve", "--port", str(free_port()), data=folder)
    assert told.exit_code == 1
    assert "mail.password: No such file or directory" in told.stderr


def test_a_stopped_server_has_written_every_count(town, folder):
    poster = town.poster()
    locked, stopping = threading.Event(), threading.Event()

    def write_for_long():
        other = database.open_office(folder)
        with transaction(other):
            locked.set()
            stopping.wait(PATIENCE_SECONDS)
        other.close()

    writer = threading.Thread(target=write_for_long)
    with serving(folder) as address:
        writer.start()
        assert locked.wait(PATIENCE_SECONDS)
        status, headers, _ = get(address, f"/q/{poster.code}")
        assert status == 302 and headers["Location"].startswith("/de/near/")
        assert town.scans(poster) == {}
        assert get(address, headers["Location"])[0] == 200
        # The lock is freed when the server has already been told to stop.
        threading.Timer(1, stopping.set).start()
    writer.join()
    assert town.scans(poster) == {"person": 1}
