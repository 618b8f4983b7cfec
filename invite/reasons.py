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
        Because.WRITTEN: _("lies ready as a draft already"),
        Because.UNCLEAR: _("unclear: an earlier letter may have gone"),
        Because.FAILED: _("refused or came back; needs another address"),
        Because.NO_ADDRESS: _("no address"),
        Because.QUESTION: _("an open question: who is this?"),
        Because.ANSWER: _("an open question: do they come?"),
        Because.HELD: _("held: something was not understood for certain"),
        Because.UNWANTED: _("not to be invited (a sheet or you said so)"),
        Because.GONE: _("on no sheet any more"),
        Because.FILTERED: _("outside the filters"),
        Because.LIMIT: _("over the limit of this run"),
        Because.TAKEN: _("another sender has this letter"),
        Because.STOPPED: _("asked to be left alone"),
        Because.AUDIENCE: _("not one of those it is for"),
        Because.REGISTERED: _("has registered"),
        Because.DECLINED: _("does not come"),
        Because.UNINVITED: _("has not been reached by an invitation"),
        Because.INVITATION_FIRST: _("gets the invitation first"),
        Because.TOO_EARLY: _("its day has not come yet"),
        Because.TOO_LATE: _("its last day is over"),
        Because.DRAFT_GONE: _("the draft has left its place: did it go?"),
        Because.DRAFT_EDITED: _("the draft was edited: it is left to you"),
        Because.DRAFT_UNSEEN: _("nobody could look whether the draft has left: did it go?"),
    }
    return words.get(because, because)
