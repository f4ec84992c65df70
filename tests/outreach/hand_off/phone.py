"""A key person's phone, as the server sees it."""

from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.people import Person
from tests.browsing import FROM_OUR_PAGE
from tests.entries import Body


@dataclass(frozen=True)
class Phone:
    """An enrolled phone: nothing but the token it sends tells whose it is."""

    person: Person
    token: str
    client: FlaskClient

    def send(self, body: Body, **headers: str) -> TestResponse:
        """Bring an entry to the server; headers replace the phone's, and "" leaves one out."""
        return self.client.post("/hand-off/entries", json=body, headers=self._headers(headers))

    def send_raw(self, body: bytes) -> TestResponse:
        """Bring something that may be no entry at all."""
        return self.client.post("/hand-off/entries", data=body, headers=self._headers({}))

    def mine(self) -> TestResponse:
        """Ask what came of its hand-offs."""
        return self.client.get("/hand-off/mine", headers=self._headers({}))

    def _headers(self, changed: dict[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.token}", **FROM_OUR_PAGE}
        named = {name.replace("_", "-"): value for name, value in changed.items()}
        return {name: value for name, value in {**own, **named}.items() if value}
