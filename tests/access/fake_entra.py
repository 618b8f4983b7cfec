"""A fake identity provider: discovery, authorize (PKCE, form_post), tokens by code, refresh, device.

Knows what it gave to whom; the fake Graph asks it what a token is good for.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from webbrowser import BaseBrowser

from access.https_server import Asked, Authority, HttpsServer, Reply

TENANT = "tenant.example"
CLIENT_INFO = base64.urlsafe_b64encode(b'{"uid":"o","utid":"t"}').decode().rstrip("=")
NOT_CONSENTED = "AADSTS65001: The user or administrator has not consented to use the application."


@dataclass(slots=True)
class Granted:
    """An access token. until: seconds since 1970."""

    who: str
    scopes: tuple[str, ...]
    until: float


@dataclass(slots=True)
class Switches:
    """What it says no to. consented: what somebody has allowed, by the last word of a scope.

    browser, device, refresh: (error, description) instead of a token. life: of a token, in seconds.
    pending: how often a code is not typed yet. who: signs in.
    """

    who: str = "aino@example.org"
    consented: frozenset[str] = frozenset(
        {"Mail.Send", "Mail.ReadWrite", "Mail.Send.Shared", "Mail.ReadWrite.Shared", "SMTP.Send"}
    )
    browser: tuple[str, str] | None = None
    device: tuple[str, str] | None = None
    refresh: tuple[str, str] | None = None
    life: int = 3600
    pending: int = 1


class FakeEntra:
    """Use it in a `with`."""

    def __init__(self, signed: Authority) -> None:
        self.switches = Switches()
        self.ca_file = signed.ca_file
        self.ways: list[str] = []  # what tokens were given for
        self.secrets: list[str] = []  # every token and code that was ever given
        self._given: dict[str, Granted] = {}
        self._refresh: dict[str, str] = {}
        self._codes: dict[str, dict[str, str]] = {}
        self._devices: dict[str, int] = {}
        self._revoked = False
        self._lock = threading.Lock()
        self._server = HttpsServer(signed, self._answer)
        self.authority = f"{self._server.url}/{TENANT}"

    def __enter__(self) -> FakeEntra:
        self._server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.__exit__(*error)

    def granted(self, token: str) -> Granted | None:
        """What a token is good for; None for one that is not, or no more."""
        with self._lock:
            given = self._given.get(token)
        return given if given is not None and given.until > time.time() else None

    def expire(self) -> None:
        """The access tokens that are out hold no more; refreshing gives others."""
        with self._lock:
            self._given.clear()

    def revoke(self) -> None:
        """The password was changed: nothing that is out holds any more."""
        with self._lock:
            self._given.clear()
            self._refresh.clear()

    def browser(self) -> BaseBrowser:
        """Stands for the person and the browser: fetches the page and posts its form."""
        return _Browser(self)

    def token(self, *scopes: str, who: str = "") -> str:
        """An access token, as somebody who has signed in elsewhere holds it."""
        return str(self._tokens("cid", " ".join(scopes), None, who=who)["access_token"])

    def _answer(self, asked: Asked) -> Reply:
        url = urllib.parse.urlsplit(asked.path)
        form = dict(urllib.parse.parse_qsl(url.query)) | dict(
            urllib.parse.parse_qsl(asked.body.decode())
        )
        match url.path.rpartition("/")[2]:
            case "openid-configuration":
                here = self.authority
                return Reply(
                    document={
                        "issuer": f"{here}/v2.0",
                        "authorization_endpoint": f"{here}/authorize",
                        "token_endpoint": f"{here}/token",
                        "device_authorization_endpoint": f"{here}/devicecode",
                        "jwks_uri": f"{here}/keys",
                    }
                )
            case "authorize":
                return self._authorize(form)
            case "devicecode":
                return self._devicecode()
            case "token":
                return self._token(form)
        return Reply(404, {})

    def _authorize(self, form: dict[str, str]) -> Reply:
        back: dict[str, str] = {"state": form["state"]}
        no = self.switches.browser or self._not_consented(form["scope"])
        if no is not None:
            back |= {"error": no[0], "error_description": no[1]}
        else:
            code = self._secret()
            self._codes[code] = form
            back |= {"code": code, "client_info": CLIENT_INFO}
        return Reply(document={"post_to": form["redirect_uri"], "form": back})

    def _devicecode(self) -> Reply:
        if self.switches.device is not None:
            return _no(*self.switches.device)
        code = self._secret()
        self._devices[code] = 0
        return Reply(
            document={
                "device_code": code,
                "user_code": "ABCD-EFGH",
                "verification_uri": "https://microsoft.com/devicelogin",
                "expires_in": 60,
                "interval": 0,
                "message": "",
            }
        )

    def _token(self, form: dict[str, str]) -> Reply:
        nonce, grant = None, form["grant_type"].rpartition(":")[2]
        match grant:
            case "authorization_code":
                asked = self._codes.pop(form["code"], None)
                digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
                proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
                if asked is None or proof != asked["code_challenge"]:
                    return _no("invalid_grant", "AADSTS501481: the code does not match")
                nonce = asked.get("nonce")
            case "device_code":
                self._devices[form["device_code"]] += 1
                if self._devices[form["device_code"]] <= self.switches.pending:
                    return _no("authorization_pending", "AADSTS70016: pending")
            case _:
                if self.switches.refresh is not None:
                    return _no(*self.switches.refresh)
                if self._refresh.get(form["refresh_token"]) is None:
                    said = "AADSTS50173: The provided grant has expired due to it being revoked"
                    return _no("invalid_grant", said)
        if (no := self._not_consented(form.get("scope", ""))) is not None:
            return _no("invalid_grant", no[1], "consent_required")
        self.ways.append(grant)
        return Reply(document=self._tokens(form["client_id"], form.get("scope", ""), nonce))

    def _tokens(self, client: str, scope: str, nonce: str | None, who: str = "") -> dict[str, Any]:
        asked = [one for one in scope.split() if one not in ("openid", "profile", "offline_access")]
        access, refresh, now = self._secret(), self._secret(), time.time()
        life = self.switches.life
        who = who or self.switches.who
        with self._lock:
            self._given[access] = Granted(who, tuple(asked), now + life)
            self._refresh[refresh] = who
        return {
            "access_token": access,
            "refresh_token": refresh,
            "expires_in": life,
            "token_type": "Bearer",
            "scope": " ".join(asked),
            "id_token": self._id_token(client, nonce, who),
            "client_info": CLIENT_INFO,
        }

    def _id_token(self, client: str, nonce: str | None, who: str) -> str:
        now = int(time.time())
        claims = {
            "iss": f"{self.authority}/v2.0",
            "aud": client,
            "sub": "u",
            "oid": "o",
            "tid": "t",
            "preferred_username": who,
            "iat": now,
            "nbf": now - 5,
            "exp": now + 3600,
        }
        parts = ({"alg": "none"}, claims | ({"nonce": nonce} if nonce else {}))
        encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
        return ".".join(part.rstrip(b"=").decode() for part in encoded) + ".x"

    def _not_consented(self, scope: str) -> tuple[str, str] | None:
        names = {one.rpartition("/")[2] for one in scope.split()}
        asked = names - {"openid", "profile", "offline_access"}
        if asked <= self.switches.consented:
            return None
        return "consent_required", NOT_CONSENTED

    def _secret(self) -> str:
        self.secrets.append(secrets.token_hex(12))
        return self.secrets[-1]


def _no(error: str, words: str, suberror: str = "") -> Reply:
    more = {"suberror": suberror} if suberror else {}
    return Reply(400, {"error": error, "error_description": words, **more})


@dataclass
class _Browser(BaseBrowser):
    """Fetches the page, and posts its form to the program that waits."""

    entra: FakeEntra = field(repr=False)
    name: str = "fake"

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        def go() -> None:
            context = ssl.create_default_context(cafile=str(self.entra.ca_file))
            with urllib.request.urlopen(url, context=context) as page:
                found = json.loads(page.read())
            form = urllib.parse.urlencode(found["form"]).encode()
            urllib.request.urlopen(found["post_to"], form).close()

        threading.Thread(target=go, daemon=True).start()
        return True
