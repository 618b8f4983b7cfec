"""What somebody who needs a human needs: the command to copy."""

from __future__ import annotations

from invite.lifecycle import State
from invite.plan import Because
from invite.summary import SKIPPED, Line

# By state, or by the reason of those who are skipped.
COMMANDS = {
    State.UNCLEAR.value: "invite settle {id}",
    State.FAILED.value: "invite resend {id} --to ADDRESS",
    State.WAITING.value: "invite send",
    Because.NO_ADDRESS.value: "invite correct {id} --address ADDRESS",
    Because.QUESTION.value: "invite review",
    Because.FLAW.value: "invite people --flaws --only {id}",
}


def matter(line: Line) -> str:
    """What the tables of words and commands know the case by: the state, or why somebody is skipped."""
    return line.because if line.state == SKIPPED else line.state


def command(line: Line, mailing: str, first: str) -> str:
    """The command that helps; "" where none does. first: the default mailing, which needs no naming."""
    known = COMMANDS.get(matter(line), "")
    option = (
        f" --mailing {mailing}"
        if mailing != first and known.startswith(("invite send", "invite resend", "invite settle"))
        else ""
    )
    return known.format(id=line.person.id) + (option if known else "")
