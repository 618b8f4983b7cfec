"""`invite check --net`: whether the pages that letters lead to answer."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator, Sequence
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from invite.campaign.check.letters.composing import MailingLetters
from invite.campaign.check.model import Check
from invite.safe_text import shown
from invite.words import _, system_words

# Asks for a page; its status. Raises NoPage.
Fetch = Callable[[str], int]
MOST = 30  # pages; letters with more are no letters


def answers(composed: Sequence[MailingLetters], fetch: Fetch) -> Iterator[Check]:
    """Each page once. In the links stands TESTI in the place of anybody's own code."""
    links = list(dict.fromkeys(link for one in composed for link in one.links))[:MOST]
    offline = 0
    for link in links:
        try:
            status = fetch(link)
        except NoPage as error:
            offline += error.offline
            yield _yellow(
                _("This link does not answer: {why}.").format(why=shown(error.why).rstrip(".")),
                link,
            )
            if offline > 1:
                yield _yellow(_("The other links were not tried: is there a network?"), "")
                return
        else:
            yield judged(link, status)
    if not links:
        what = _("No letter that will be sent has a link.")
        yield Check(area="letters", level="green", what=what)


def judged(link: str, status: int) -> Check:
    """What a page's answer means for whoever is to follow the link."""
    if status < 400:
        what = _("This link answers ({status}).").format(status=status)
        return Check(area="letters", level="green", what=what, where=shown(link))
    if "TESTI" in link and status in (400, 404, 410, 422):
        what = _("This link answers with {status} to TESTI, which is nobody's code.")
        hint = _("That may be right: try it with a code that the registration system knows.")
        return _yellow(what.format(status=status), link, hint)
    what = _("This link answers with an error ({status}).").format(status=status)
    return _yellow(what, link, _("Open it in a browser, and correct it or the page."))


def _yellow(what: str, link: str, hint: str = "") -> Check:
    hint = hint or _("Open it in a browser: is there a network, and is the link right?")
    return Check(area="letters", level="yellow", what=what, hint=hint, where=shown(link))


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
