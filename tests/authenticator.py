"""A device with passkeys: Chromium's own virtual authenticator in a window of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from tests.chromium import open_page

# Signs a challenge as any page could, whatever ours would do about it.
SIGN = """async ({options, verification}) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    {...options, userVerification: verification, allowCredentials: []});
  return JSON.stringify(await navigator.credentials.get({publicKey}));
}"""


@dataclass
class Device:
    """A phone with one built-in authenticator, which knows its owner's finger."""

    page: Page
    cdp: CDPSession
    authenticator: str

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def passkeys(self) -> list[dict[str, Any]]:
        """What the authenticator holds, private keys and counts included."""
        found = self._send("getCredentials")["credentials"]
        assert isinstance(found, list)
        return found

    def put_back(self, passkey: dict[str, Any], *, sign_count: int) -> None:
        """Put a passkey back in the state of an old copy."""
        self._send("removeCredential", credentialId=passkey["credentialId"])
        self._send("addCredential", credential=passkey | {"signCount": sign_count})

    def know_owner(self, knows: bool) -> None:
        """Whether the next finger laid on it is the owner's."""
        self._send("setUserVerified", isUserVerified=knows)

    def sign(self, options: dict[str, Any], *, verification: str = "required") -> str:
        """The answer to a challenge, as this page's origin gives it."""
        signed = self.page.evaluate(SIGN, {"options": options, "verification": verification})
        assert isinstance(signed, str)
        return signed

    def _send(self, method: str, **values: Any) -> Any:
        return self.cdp.send(
            f"WebAuthn.{method}", {"authenticatorId": self.authenticator, **values}
        )


@contextmanager
def open_device(browser: Browser) -> Iterator[Device]:
    """A phone nobody used before."""
    with open_page(browser, width=390) as page:
        cdp = page.context.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        yield Device(page, cdp, made["authenticatorId"])
