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
GONE = Answer(Reply.DECLINED, cancelled=True)


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        (
            YES,
            (
                "Kyllä|Kyllä, osallistun"
                " etänä|Osallistun|Osallistuu|Ilmoittautunut|Vahvistettu|Tulen|Olen mukana|Jonossa"
            ),
        ),
        (
            YES,
            (
                "Yes|Yes, I will attend|Registered|Confirmed|Attending|I'm coming|Accepted|Waiting"
                " list|x|1"
            ),
        ),
        (
            YES,
            "Ja|Ja, jag deltar|Anmäld|Bekräftad|Kommer|Deltar|Kölista|Ei saapunut|No-show|Uteblev",
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
                "Ei vastannut|Ei reagoinut|Kutsuttu|Avoin|Keskeneräinen|Ei ilmoittautunut|Ehkä|Not"
                " responded|No response"
            ),
        ),
        (NONE, "Invited|Pending|Incomplete|Maybe|Inbjuden|Ej svarat|Inte anmäld|Kanske"),
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
        ("2027/01/12 9:14:05 ap. EET", "2027-01-12T09:14:05"),
        ("2027/01/12 2:14:05 ip. UTC+2", "2027-01-12T14:14:05"),
        ("2027/01/12 2:14:05 em EET", "2027-01-12T14:14:05"),
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
