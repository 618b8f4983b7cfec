"""Signing in to Microsoft: a token for the scopes that are needed, by whichever way is allowed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec

from msgspec import Struct

from invite.access.exchange import Asker, NoAnswer
from invite.access.microsoft.aadsts import Next, SignInNo, code_of, known
from invite.access.microsoft.libraries import msal
from invite.access.microsoft.msal_http import Client
from invite.access.microsoft.token_cache import Cache, open_cache
from invite.errors import MustMend, ServerRefusesUs
from invite.words import _

MICROSOFT = "https://login.microsoftonline.com/"
PATIENCE = 300  # seconds that somebody has for the browser's pages

Show = Callable[[str], None]


class Registration(Struct, frozen=True, kw_only=True):
    """The app that IT has registered, and who signs in to it.

    tenant, client_id: as IT gives them. account: the address of whoever signs in. authority: of a
    server of one's own, in place of Microsoft's.
    """

    tenant: str
    client_id: str
    account: str
    authority: str = ""

    @property
    def url(self) -> str:
        """Where one signs in."""
        return self.authority or f"{MICROSOFT}{self.tenant}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a request carries. scopes: those that were granted, in small letters."""

    value: str = field(repr=False)
    scopes: frozenset[str]

    def grants(self, scopes: Sequence[str]) -> bool:
        """Whether all of these are granted. Microsoft leaves out the resource where it is Graph."""
        return {_bare(scope) for scope in scopes} <= {_bare(scope) for scope in self.scopes}


class SignInEnded(ServerRefusesUs):
    """There is no sign-in, or it holds no more: somebody has to sign in again. Nobody is marked.

    code: of Microsoft's table (AADSTS), or nothing.
    """

    def __init__(self, what: str, *, hint: str = "", code: str = "") -> None:
        super().__init__(what, hint=hint)
        self.code = code


class SignIn:
    """One person's sign-in to one registered app. Several threads may ask for tokens at once."""

    def __init__(self, app: Registration, asker: Asker, cache: Cache | None = None) -> None:
        """asker: everything goes through it. cache: the system's store if not handed in."""
        self.app = app
        self.cache = cache or open_cache(app.client_id, app.url)
        self._asker = asker
        self._lock = threading.Lock()
        self._clients: dict[bool, msal.PublicClientApplication] = {}

    def token(self, *wishes: Sequence[str], fresh: bool = False) -> Token:
        """A token without asking anybody, for the first of these sets of scopes that is granted.

        fresh: not the one at hand, which a server has just refused. Raises SignInEnded where
        somebody has to sign in, ServerRefusesUs where Microsoft cannot be reached.
        """
        with self._lock, _Reached():
            client = self._client(broker=True)
            account = self._account(client)
            if account is None:
                raise _nobody(self.app)
            result: Mapping[str, object] = {}
            for scopes in wishes:
                result = (
                    client.acquire_token_silent_with_error(
                        list(scopes), account, force_refresh=fresh
                    )
                    or {}
                )
                if "access_token" in result:
                    return _token(result, scopes)
                if result and _known(result).next is not Next.LESS:
                    break
            raise self._ended(result)

    def ask(self, *wishes: Sequence[str], show: Show) -> Token:
        """Sign somebody in, who sits at this computer: by Windows, by the browser, by a code.

        Each way is tried, because organisations forbid each of them; where consent for the first
        set of scopes is missing, the next set is asked for. show: shows one line. Raises
        SignInEnded with Microsoft's last word.
        """
        with self._lock, _Reached():
            last: Mapping[str, object] = {}
            for scopes in wishes:
                for way in self._ways(show):
                    last = way(list(scopes)) or {}
                    if "access_token" in last:
                        return self._checked(last, scopes)
                    what = _known(last)
                    show(_(what.what))
                    if what.next is not Next.OTHER_WAY:
                        break
                if _known(last).next is not Next.LESS:
                    break
            raise self._ended(last)

    def forget(self) -> bool:
        """Take the sign-in out of the store; whether there was one."""
        with self._lock, _Reached():
            client = self._client(broker=False)
            accounts = client.get_accounts()
            for account in accounts:
                client.remove_account(account)
            return bool(accounts)

    def _ways(self, show: Show) -> tuple[Callable[[list[str]], Mapping[str, object]], ...]:
        """The ways to sign in, the safest first."""

        def windows(scopes: list[str]) -> Mapping[str, object]:
            show(_("Windows asks who you are, perhaps in a window behind this one."))
            client = self._client(broker=True)
            handle = client.CONSOLE_WINDOW_HANDLE
            return _of(
                client.acquire_token_interactive(
                    scopes, login_hint=self.app.account, parent_window_handle=handle
                )
            )

        def browser(scopes: list[str]) -> Mapping[str, object]:
            show(_("The browser asks who you are; come back here afterwards."))
            return _of(
                self._client(broker=False).acquire_token_interactive(
                    scopes,
                    login_hint=self.app.account,
                    timeout=PATIENCE,
                    auth_uri_callback=lambda url: show(
                        _("Open in a browser: {url}").format(url=url)
                    ),
                )
            )

        def code(scopes: list[str]) -> Mapping[str, object]:
            client = self._client(broker=False)
            flow = client.initiate_device_flow(scopes)
            if "user_code" not in flow:
                return _of(flow)
            show(
                _("Open {url} in any browser and type the code {code}.").format(
                    url=flow.get("verification_uri", ""), code=flow["user_code"]
                )
            )
            return _of(client.acquire_token_by_device_flow(flow))

        return (windows, browser, code) if self._by_windows() else (browser, code)

    def _by_windows(self) -> bool:
        """Whether Windows itself can sign in (WAM); msal would quietly take the browser if not."""
        there = sys.platform == "win32" and find_spec("pymsalruntime") is not None
        return there and not self.app.authority

    def _client(self, *, broker: bool) -> msal.PublicClientApplication:
        """msal's client, made when it is first needed: that asks the server where it signs in."""
        broker = broker and self._by_windows()
        if broker not in self._clients:
            own = {"instance_discovery": False, "validate_authority": False}
            try:
                self._clients[broker] = msal.PublicClientApplication(
                    self.app.client_id,
                    authority=self.app.url,
                    token_cache=self.cache.tokens,
                    http_client=Client(self._asker),
                    enable_broker_on_windows=broker,
                    **(own if self.app.authority else {}),
                )
            except ValueError as error:  # what it says of an authority that is none
                raise MustMend(
                    _("{url} is not a place to sign in to Microsoft.").format(url=self.app.url),
                    hint=_("Check `tenant` under [delivery] in invite.toml with IT."),
                ) from error
        return self._clients[broker]

    def _account(self, client: msal.PublicClientApplication) -> Mapping[str, object] | None:
        """The signed-in account, if it is the one that the settings name."""
        for account in client.get_accounts():
            if str(account.get("username", "")).casefold() == self.app.account.casefold():
                return _of(account)
        return None

    def _checked(self, result: Mapping[str, object], scopes: Sequence[str]) -> Token:
        """The token, if it is the right person's; another's sign-in is forgotten at once."""
        claims = result.get("id_token_claims")
        who = str(claims.get("preferred_username", "")) if isinstance(claims, dict) else ""
        if who.casefold() == self.app.account.casefold():
            return _token(result, scopes)
        client = self._client(broker=False)
        for account in client.get_accounts():
            if str(account.get("username", "")).casefold() == who.casefold():
                client.remove_account(account)
        raise SignInEnded(
            _("You have signed in as {who}, but the settings name {account}.").format(
                who=who or _("somebody without an address"), account=self.app.account
            ),
            hint=_("Sign in as {account}, or write who signs in at `sign_in_as`.").format(
                account=self.app.account
            ),
        )

    def _ended(self, result: Mapping[str, object]) -> SignInEnded:
        """The error for a no of Microsoft's."""
        if not result:
            return _nobody(self.app)
        words = _words(result)
        if not words:  # the browser was closed, or nobody came back from it
            return SignInEnded(
                _("Nobody has signed in within {n} minutes.").format(n=PATIENCE // 60),
                hint=_("Try again: `invite login`."),
            )
        what = _known(result)
        code = code_of(words)
        said = f"AADSTS{code}" if code else " ".join(words.split())[:200]
        return SignInEnded(
            _("{what} It says: {reply}").format(what=_(what.what), reply=said),
            hint=_(what.hint),
            code=code,
        )


class _Reached:
    """Tells in our words that Microsoft's sign-in cannot be reached."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, NoAnswer):
            raise ServerRefusesUs(
                _("Microsoft's sign-in cannot be reached: {why}.").format(why=error.why),
                hint=_("Check the network, then run the command again."),
            ) from None  # what led here may hold a token


def _of(result: object) -> Mapping[str, object]:
    return result if isinstance(result, dict) else {}


def _words(result: Mapping[str, object]) -> str:
    said = result.get("error_description") or result.get("error") or ""
    return str(said)


def _known(result: Mapping[str, object]) -> SignInNo:
    parts = (str(result.get(key) or "") for key in ("error", "suberror", "error_description"))
    return known(*parts)


def _token(result: Mapping[str, object], scopes: Sequence[str]) -> Token:
    """The token of an answer; where it does not say what it grants, that is what was asked for."""
    granted = str(result.get("scope") or "").split() or list(scopes)
    return Token(value=str(result["access_token"]), scopes=frozenset(map(str.lower, granted)))


def _bare(scope: str) -> str:
    return scope.rpartition("/")[2].casefold()


def _nobody(app: Registration) -> SignInEnded:
    return SignInEnded(
        _("{account} has not signed in to Microsoft on this computer.").format(account=app.account),
        hint=_("Sign in once: `invite login`."),
    )
