"""Why somebody is not written to, in the coordinator's words.

The reasons are those of `plan.Because`, which scripts see as they are.
"""

from __future__ import annotations

from invite.plan import Because
from invite.words import _


def because_words(because: str) -> str:
    """Why somebody is not written to, in the coordinator's words; a resend's reason as it was
    given.
    """
    words: dict[str, str] = {
        Because.SENT: _("has been reached"),
        Because.WRITTEN: _("is a draft already"),
        Because.UNCLEAR: _("unclear: an earlier letter may have gone"),
        Because.FAILED: _("refused or came back; needs another address"),
        Because.NO_ADDRESS: _("no address"),
        Because.QUESTION: _("an open question: who is this?"),
        Because.ANSWER: _("an open question: are they coming?"),
        Because.HELD: _("held: something was not understood for certain"),
        Because.UNWANTED: _("not to be invited (a sheet says so, or you did)"),
        Because.GONE: _("on no sheet any more"),
        Because.FILTERED: _("outside the filters"),
        Because.LIMIT: _("over the limit of this run"),
        Because.TAKEN: _("another sender has this letter"),
        Because.STOPPED: _("asked for no more letters"),
        Because.AUDIENCE: _("not in the audience"),
        Because.REGISTERED: _("has registered"),
        Because.DECLINED: _("does not come"),
        Because.UNINVITED: _("not reached by an invitation"),
        Because.INVITATION_FIRST: _("gets the invitation first"),
        Because.TOO_EARLY: _("its day has not come yet"),
        Because.TOO_LATE: _("its last day is over"),
        Because.DRAFT_GONE: _("the draft is no longer there: was it sent?"),
        Because.DRAFT_EDITED: _("the draft was edited: it is left to you"),
        Because.DRAFT_UNSEEN: _("the draft could not be checked: was it sent?"),
    }
    return words.get(because, because)
