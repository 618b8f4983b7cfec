"""Registrations: what an export says is read, what it does not say is asked; nobody is registered
by a word that is not known.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cases.exports import NAMES, REGISTERED, address, asked, desk_of, read
from cases.outcome import case, written

CASES = [
    ("40-pretix-order-status", "orders.csv", {"Aino"}, {"Eero"}),
    ("40-pretix-order-status/order", "orders.csv", {"Aino"}, {"Eero", "Helmi", "Oiva"}),
    ("41-eventbrite-attendee-status", "attendees.csv", {"Aino", "Oiva"}, {"Eero"}),
    ("42-zoom-registration-report", "zoom.csv", {"Aino"}, {"Eero", "Helmi", "Impi"}),
    ("43-qualtrics-three-header-rows", "q.csv", {"Aino"}, {"Eero"}),
    ("46-linkedevents-attendee-status", "ilmo.xlsx", {"Aino"}, {"Helmi"}),
]


@pytest.mark.parametrize(
    ("name", "file", "registered", "declined"), CASES, ids=[name for name, *_others in CASES]
)
def test_the_status_of_an_event_system(
    name: str, file: str, registered: set[str], declined: set[str], tmp_path: Path
) -> None:
    """Cases 40–43 and 46: who comes is registered, who cancelled or was denied has declined, all
    others have not answered.
    """
    here = case(tmp_path, name)
    here("people")
    replies, _document = read(here, file)
    coming = {one for one, reply in replies.items() if reply in REGISTERED}
    assert coming - ({"Oiva"} if "qualtrics" in name else set()) == registered
    assert {one for one, reply in replies.items() if reply == "declined"} >= declined


def test_three_header_rows(tmp_path: Path) -> None:
    """Case 43: rows of headings are no people, who broke off has not answered, and the end is the
    time of the answer.
    """
    here = case(tmp_path, "43-qualtrics-three-header-rows")
    here("people")
    replies, document = read(here, "q.csv")
    assert document["strangers"] == []
    assert "Helmi" not in replies
    assert document["export"]["lines"] == 4
    (aino,) = [one for one in document["registrations"] if one["name"] == "Aino Malli"]
    assert aino["at"].startswith("2026-11-20T09:43:2")


def test_letters_for_a_status(tmp_path: Path) -> None:
    """Case 49: a, p and d: nobody pending or deleted is registered, and a letter that is not known
    is said.
    """
    here = case(tmp_path, "49-status-letters")
    here("people")
    replies, document = read(here, "wca.csv")
    assert not {"Eero", "Helmi"} & {one for one, reply in replies.items() if reply in REGISTERED}
    assert "Aino" in replies or asked(document, "wca.csv:2")
    assert "Eero" in replies or asked(document, "wca.csv:3")


# What an export may say of somebody who does not come for certain; in three languages and of many
# systems.
NOT_COMING = [
    "waitlisted",
    "Waiting list",
    "On waitlist",
    "jonossa",
    "Varasijalla",
    "jonotuslistalla",
    "Väntelista",
    "På kölista",
    "declined",
    "kieltäytynyt",
    "Avböjt",
    "denied",
    "Hylätty",
    "Nekad",
    "refunded",
    "Hyvitetty",
    "Återbetald",
    "transferred",
    "siirretty toiselle",
    "Överförd",
    "expired",
    "vanhentunut",
    "pending",
    "Odottaa vahvistusta",
    "Väntar på godkännande",
    "invited",
    "kutsuttu",
    "Inbjuden",
    "peruttu",
    "Peruutettu",
    "Avbokad",
    "cancelled by user",
    "unpaid",
    "maksamatta",
    "draft",
    "bounced",
    "Not attending",
    "maybe",
    "ehkä",
    "kanske",
    "Tentative",
    "tentatively accepted",
    "xyzzy",
]

COMING = [
    "registered",
    "confirmed",
    "Attending",
    "approved",
    "Accepted",
    "paid",
    "checked in",
    "going",
    "Ilmoittautunut",
    "vahvistettu",
    "osallistuu",
    "Hyväksytty",
    "Paikalla",
    "Anmäld",
    "Bekräftad",
    "Deltar",
    "Godkänd",
]


def statuses(folder: Path, heading: str, status: str) -> tuple[dict[str, str], Any]:
    """What is made of an export in which Eero's status is this one, and the others' is plain."""
    plain = {"Aino": "registered", "Helmi": "cancelled", "Oiva": "registered"}
    rows = [[one, address(one), plain.get(one.split()[0], status)] for one in NAMES[:4]]
    return read(desk_of(folder, written(f"Name;Email;{heading}", *rows)))


@pytest.mark.parametrize("status", NOT_COMING)
def test_who_does_not_come_for_certain_is_not_registered(status: str, tmp_path: Path) -> None:
    """Waiting, denied, refunded, transferred, pending, invited, or a word that is not known: never
    registered.
    """
    replies, document = statuses(tmp_path, "Attendee Status", status)
    assert replies.get("Eero") not in REGISTERED, replies
    assert (replies["Aino"], replies["Helmi"]) == ("registered", "declined")
    if status in {"maybe", "ehkä", "kanske", "xyzzy"}:
        assert asked(document, "vienti.csv:3"), document


@pytest.mark.parametrize("status", COMING)
def test_who_comes_is_registered(status: str, tmp_path: Path) -> None:
    """No stricter than it must be: the words of event systems for who comes, in three languages."""
    replies, _document = statuses(tmp_path, "Attendee Status", status)
    assert replies.get("Eero") in REGISTERED, replies


@pytest.mark.parametrize(
    "heading",
    [
        "Order status",
        "Attendee Status",
        "Approval Status",
        "attendee_status",
        "approval_status",
        "Registration status",
        "RSVP Status",
        "Osallistujan tila",
        "Ilmoittautumisen tila",
        "Osallistumisen tila",
        "Status",
        "Anmälningsstatus",
        "Deltagarstatus",
        "Booking status",
        "Q7",
        "Tilanne",
        "Svar",
    ],
)
def test_which_column_is_the_answer(heading: str, tmp_path: Path) -> None:
    """A heading that ends in status, or cells that are mostly answers: that is the answer."""
    replies, _document = statuses(tmp_path, heading, "Cancelled")
    assert replies == {
        "Aino": "registered",
        "Eero": "declined",
        "Helmi": "declined",
        "Oiva": "registered",
    }


@pytest.mark.parametrize(
    "heading", ["Payment method", "Dietary status", "Maa", "Ruokavalio", "Employment", "Kieli"]
)
def test_a_column_of_other_things_is_no_answer(heading: str, tmp_path: Path) -> None:
    """No stricter than it must be: a plain list with a column of something else registers everybody
    on it.
    """
    rows = [
        [one, address(one), word]
        for one, word in zip(NAMES, ("Finland", "vegaani", "Sweden", "invoice"), strict=False)
    ]
    replies, _document = read(desk_of(tmp_path, written(f"Name;Email;{heading}", *rows)))
    assert replies == dict.fromkeys(("Aino", "Eero", "Helmi", "Oiva"), "registered")


def test_luma(tmp_path: Path) -> None:
    """Case 49, Luma: approved comes; declined and invited do not."""
    rows = [
        ["2026-11-20T09:43:21.123Z", one, address(one), status]
        for one, status in zip(
            NAMES,
            ("approved", "declined", "invited", "pending_approval", "waitlist", "approved"),
            strict=True,
        )
    ]
    replies, _document = read(
        desk_of(tmp_path, written("created_at;name;email;approval_status", *rows))
    )
    assert {one for one, reply in replies.items() if reply in REGISTERED} == {"Aino", "Urho"}
    assert replies["Eero"] == "declined"


def test_attendee_status_in_english(tmp_path: Path) -> None:
    """Case 46, en: attendee_status is the answer; cancelled and waitlisted do not come."""
    rows = [
        [one, status, address(one)]
        for one, status in zip(
            NAMES, ("attending", "waitlisted", "cancelled", "attending"), strict=False
        )
    ]
    replies, _document = read(desk_of(tmp_path, written("name;attendee_status;email", *rows)))
    assert {one for one, reply in replies.items() if reply in REGISTERED} == {"Aino", "Oiva"}
    assert replies["Helmi"] == "declined"


@pytest.mark.parametrize(
    "second",
    [
        ["Name", "Email", "Will you attend?"],
        ["Vastaajan nimi", "Sähköpostiosoite", "Osallistutko tilaisuuteen?"],
        ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}', '{"ImportId":"QID3"}'],
        ["Namn", "E-post", "Deltar du?"],
        ["Open-Ended Response", "Open-Ended Response", "Response"],
    ],
)
def test_second_header_rows_are_nobody(second: list[str], tmp_path: Path) -> None:
    """A second row of headings, of questions or of ids is no person and no stranger."""
    export = written(
        "Nimi;Sähköposti;Osallistutko?",
        second,
        ["Aino Malli", address("Aino Malli"), "Kyllä"],
        ["Eero Koe", address("Eero Koe"), "Ei"],
    )
    replies, document = read(desk_of(tmp_path, export))
    assert replies == {"Aino": "registered", "Eero": "declined"}
    assert document["strangers"] == []


@pytest.mark.parametrize(
    ("heading", "done", "not_done"),
    [
        ("Finished", "True", "False"),
        ("Progress", "100", "50"),
        ("Valmis", "Kyllä", "Ei"),
        ("Tila", "Valmis", "Kesken"),
        ("Status", "Complete", "Partial"),
        ("Slutförd", "Ja", "Nej"),
    ],
)
def test_unfinished_answers_are_none(
    heading: str, done: str, not_done: str, tmp_path: Path
) -> None:
    """Who broke off without an answer has not answered; who finished has."""
    rows = [
        [done, "Aino Malli", address("Aino Malli"), "Kyllä"],
        [not_done, "Eero Koe", address("Eero Koe"), ""],
        [done, "Helmi Mainio", address("Helmi Mainio"), "Ei"],
    ]
    replies, _document = read(
        desk_of(tmp_path, written(f"{heading};Nimi;Sähköposti;Osallistutko tilaisuuteen?", *rows))
    )
    assert replies == {"Aino": "registered", "Helmi": "declined"}
