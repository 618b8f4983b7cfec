"""Our HTTPS in the form that msal uses for everything it asks."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from invite.access.exchange import Asker, HttpAnswer, HttpRequest, NoAnswer
from invite.words import _


class Client:
    """Our HTTPS in the form that msal uses (msal.oauth2cli.http.HttpClient)."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def post(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | str | None = None,
        headers: Mapping[str, str] | None = None,
        **_options: object,
    ) -> Response:
        """POST a form."""
        body = data if isinstance(data, str) else urlencode(data or {})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        request = HttpRequest(
            method="POST",
            url=_with(url, params),
            headers={**form, **(headers or {})},
            body=body.encode(),
        )
        return Response(self._asker.ask(request))

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **_options: object,
    ) -> Response:
        """GET a document."""
        request = HttpRequest(method="GET", url=_with(url, params), headers=headers or {})
        return Response(self._asker.ask(request))

    def close(self) -> None:
        """Nothing of its own is open."""


class Response:
    """An answer in the form that msal uses."""

    def __init__(self, answer: HttpAnswer) -> None:
        self.status_code = answer.status
        self.text = answer.body.decode("utf-8", "replace")
        self.headers = dict(answer.headers)

    def raise_for_status(self) -> None:
        """Raise for a server that cannot do what it is asked."""
        if self.status_code >= 400:
            raise NoAnswer(_("it answers {status}").format(status=self.status_code), heard=True)


def _with(url: str, params: Mapping[str, str] | None) -> str:
    return f"{url}?{urlencode(params)}" if params else url
