"""Asks whether a page of the web answers, as a browser would."""

from __future__ import annotations

import http.client
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from invite.words import _, system_words

SECONDS = 15.0
# Some sites refuse programs that do not say what they are.
AGENT = "Mozilla/5.0 (compatible; invite; link check)"


class NoPage(Exception):
    """Nothing answered. offline: whether it may well be our own network that is gone."""

    def __init__(self, why: str, *, offline: bool) -> None:
        super().__init__(why)
        self.why = why
        self.offline = offline


def status_of(url: str) -> int:
    """The status that the page answers with (RFC 9110 15), after redirects. url: http or https.

    Raises NoPage for none.
    """
    request = Request(url, headers={"User-Agent": AGENT})  # noqa: S310 - the caller's links are http(s)
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code
    except URLError as error:
        reason = error.reason
        offline = isinstance(reason, OSError) and not isinstance(reason, ConnectionError)
        why = getattr(reason, "verify_message", "") or system_words(reason)
        raise NoPage(str(why), offline=offline and not hasattr(reason, "verify_code")) from error
    except TimeoutError as error:
        why = _("no answer within {n} seconds").format(n=f"{SECONDS:g}")
        raise NoPage(why, offline=True) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NoPage(str(error) or type(error).__name__, offline=False) from error
