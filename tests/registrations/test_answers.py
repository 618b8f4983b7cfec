"""What answers and times mean, as registration systems write them."""

from __future__ import annotations

import pytest

from invite.mailing.reply import Reply
from invite.registrations.answers import Answer, read_answer
from invite.registrations.times import read_times

YES, NO, CAME, NONE = (
    Answer(Reply.REGISTERED),
    Answer(Reply.DECLINED),
    Answer(Reply.ATTENDED),
    Answer(None),
)
WAITS = Answer(Reply.UNCLEAR)
GONE = Answer(Reply.DECLINED, cancelled=True)


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        (
            YES,
            (
                "Kyllä|Kyllä, osallistun"
                " etänä|Osallistun|Osallistuu|Ilmoittautunut|Vahvistettu|Tulen|Olen mukana"
            ),
        ),
        (
            YES,
            ("Yes|Yes, I will attend|Registered|Confirmed|Attending|I'm coming|Accepted|x"),
        ),
        (
            YES,
            "Ja|Ja, jag deltar|Anmäld|Bekräftad|Kommer|Deltar|Ei saapunut|No-show|Uteblev",
        ),
        (
            NO,
            (
                "En pääse|Ei|Ei osallistu|En valitettavasti pääse paikalle|Valitettavasti en"
                " pääse|Estynyt|Kieltäytynyt|Poissa"
            ),
        ),
        (
            NO,
            (
                "No|No, I can't make it|I cannot attend|Declined|Not attending|Sorry, I'm"
                " away|Unfortunately not"
            ),
        ),
        (NO, "Nej|Jag kan tyvärr inte komma|Deltar inte|Kommer inte|Avböjt|Förhindrad|Tackar nej"),
        (
            GONE,
            (
                "Peruttu|Peruutettu|Perunut"
                " osallistumisensa|Peruuntunut|Cancelled|Canceled|Avbokad|Avanmäld|Annullerad"
            ),
        ),
        (
            CAME,
            (
                "Osallistunut|Osallistui|Paikalla|Saapunut|Läsnä|Attended|Checked"
                " in|Present|Närvarande|Deltog|Incheckad"
            ),
        ),
        (
            NONE,
            (
                "Ei vastannut|Ei reagoinut|Kutsuttu|Avoin|Keskeneräinen|Ei ilmoittautunut|Not"
                " responded|No response"
            ),
        ),
        (NONE, "Invited|Incomplete|Inbjuden|Ej svarat|Inte anmäld|Expired|Draft"),
        (
            WAITS,
            "Ehkä|Jonossa|Odottaa vahvistusta|Tulen jos pääsen|Valitettavasti pääsen vain"
            " aamupäivällä|Maksamatta|Siirretty toiselle",
        ),
        (
            WAITS,
            "Maybe|Pending approval|On waitlist|Waiting list|Yes, if I can|Kanske|På kölista|Väntar"
            " på godkännande|Transferred|unpaid",
        ),
        (GONE, "cancelled by host|Canceled (paid fee)|Registered (cancelled)|Refunded|Återbetald"),
        (NO, "En pääse, valitettavasti|Unable to attend|Denied|not_attending|notAttending|Nekad"),
        (YES, "Not cancelled|Kyllä, etänä|Paid (card)|Tackat ja|Paikan päällä|attendee"),
        (None, "Kyllä, mutta en pääse|Yes / No|Ei allergioita|Cancelled, re-registered|a|p|2"),
        (None, "|-|Hernekeitto|Kala-allergia|2027-01-12|matti@example.org"),
    ],
)
def test_answers(answer: Answer | None, texts: str) -> None:
    """Yes, no, cancelled, was there, not answered, or something else."""
    for text in texts.split("|"):
        assert read_answer(text) == answer, text


def told(cells: list[str]) -> list[str | None]:
    """The times of a column, as ISO 8601 spells them."""
    return [moment.isoformat() if moment else None for moment in read_times(cells)]


@pytest.mark.parametrize(
    ("cell", "when"),
    [
        ("2027-01-12 09:14", "2027-01-12T09:14:00"),
        ("2027-01-12T09:14:05", "2027-01-12T09:14:05"),
        ("12.1.2027 klo 9.14.05", "2027-01-12T09:14:05"),
        ("12.01.2027 9:14", "2027-01-12T09:14:00"),
        ("ti 12.1.2027 klo 9.14", "2027-01-12T09:14:00"),
        ("12.1.2027", "2027-01-12T00:00:00"),
        ("1/12/27 9:14:05", "2027-01-12T09:14:05"),
        ("1/12/2027 2:05:00 PM", "2027-01-12T14:05:00"),
        ("2027/01/12 9:14:05 ap. EET", "2027-01-12T09:14:05+02:00"),
        ("2027/01/12 2:14:05 ip. UTC+2", "2027-01-12T14:14:05+02:00"),
        ("2027/07/12 2:14:05 em EEST", "2027-07-12T14:14:05+03:00"),
        ("Nov 20, 2026 at 9:43 PM", "2026-11-20T21:43:00"),
        ("20-Nov-2026 09:43", "2026-11-20T09:43:00"),
        ("20.11.2026 9.43 Kuun aikaa", None),
        ("31.2.2027 9.43", None),
        ("12.13.2027", None),
        ("Kyllä", None),
        ("", None),
    ],
)
def test_times(cell: str, when: str | None) -> None:
    """As Excel, Google and Microsoft write them in Finnish, Swedish and English."""
    assert told([cell]) == [when]


def test_the_day_comes_first_where_the_column_shows_it() -> None:
    """3/12 is March the 12th to Microsoft, until a 25/12 in the same column shows otherwise."""
    assert told(["3/12/2026"]) == ["2026-03-12T00:00:00"]
    assert told(["3/12/2026", "25/12/2026"])[0] == "2026-12-03T00:00:00"
