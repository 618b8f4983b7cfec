"""When an answer came: times in words, with zones, in three languages; where they are not
understood, it is asked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.exports import address, asked, desk_of, read
from cases.outcome import case, written


def test_times_in_words(tmp_path: Path) -> None:
    """Case 45: the newest answer counts, wherever its line stands: Aino's no, Eero's yes."""
    here = case(tmp_path, "45-nextcloud-forms-long-timestamps")
    here("people")
    replies, _document = read(here, "forms.csv")
    assert replies == {"Aino": "declined", "Eero": "registered"}


def test_times_in_words_of_another_language(tmp_path: Path) -> None:
    """Case 45, de: the newest answer counts; or, where the times are not understood, the two lines
    are a question.
    """
    here = case(tmp_path, "45-nextcloud-forms-long-timestamps/de")
    here("people")
    replies, document = read(here, "forms.csv")
    assert replies == {"Aino": "declined"} or (
        replies == {} and (asked(document, "forms.csv:2") or asked(document, "forms.csv:3"))
    )


TIMES = [
    (
        "perjantai 20. marraskuuta 2026 klo 13.39.50 Itä-Euroopan normaaliaika",
        "torstai 19. marraskuuta 2026 klo 23.05.00 Itä-Euroopan normaaliaika",
    ),
    ("20. marraskuuta 2026 klo 13.39", "9. marraskuuta 2026 klo 23.05"),
    (
        "fredag 20 november 2026 kl. 13:39:50 östeuropeisk normaltid",
        "torsdag 19 november 2026 kl. 23:05:00 östeuropeisk normaltid",
    ),
    ("20 nov. 2026 13:39", "2 dec. 2025 13:39"),
    (
        "Friday, November 20, 2026 at 1:39:50 PM Eastern European Standard Time",
        "Thursday, November 19, 2026 at 11:05:00 PM Eastern European Standard Time",
    ),
    ("Nov 20, 2026 at 9:43 AM", "Nov 3, 2026 at 10:43 AM"),
    ("20.11.2026 klo 1.39 ip.", "20.11.2026 klo 11.39 ap."),
    ("20.11.2026 1.39.50 ip. EET", "20.11.2026 11.39.50 ap. EET"),
    ("2026-11-20T11:39:50Z", "2026-11-20T12:39:50+02:00"),
    ("2026-11-20 11:39:50 UTC", "2026-11-20 12:39:50 +0200"),
    ("20/Nov/2026 13:39 EET", "20/Nov/2026 13:39 EEST"),
    ("November 20, 2026 1:39 p.m.", "November 20, 2026 11:39 a.m."),
    ("den 20 november 2026 13:39", "den 9 november 2026 13:39"),
]


@pytest.mark.parametrize(("later", "earlier"), TIMES, ids=[later for later, _earlier in TIMES])
@pytest.mark.parametrize("upwards", [True, False], ids=["in order", "turned round"])
def test_the_later_answer_counts_or_is_asked(
    later: str, earlier: str, upwards: bool, tmp_path: Path
) -> None:
    """However times are written, the later of two answers counts; if they are not understood, they
    are a question.
    """
    rows = [
        [earlier, "Eero Koe", address("Eero Koe"), "En"],
        [later, "Eero Koe", address("Eero Koe"), "Kyllä"],
    ]
    rows.insert(0, [earlier, "Aino Malli", address("Aino Malli"), "Kyllä"])
    if not upwards:
        rows.reverse()
    replies, document = read(
        desk_of(tmp_path, written("Aikaleima;Nimi;Sähköposti;Osallistutko?", *rows))
    )
    assert replies["Aino"] == "registered"
    if "Eero" in replies:
        assert replies["Eero"] == "registered"
    else:
        assert any(asked(document, f"vienti.csv:{row}") for row in (2, 3, 4)), document


@pytest.mark.parametrize(
    ("written_so", "at"),
    [
        ("2026-11-20T11:39:50Z", "2026-11-20T13:39:50+02:00"),
        ("2026-11-20T11:39:50.123Z", "2026-11-20T13:39:50+02:00"),
        ("2026-06-20T10:39:50Z", "2026-06-20T13:39:50+03:00"),
        ("2026-11-20T13:39:50+02:00", "2026-11-20T13:39:50+02:00"),
        ("2026-11-20 13:39:50", "2026-11-20T13:39:50+02:00"),
        ("20.11.2026 klo 1.39 ip.", "2026-11-20T13:39:00+02:00"),
        (
            "perjantai 20. marraskuuta 2026 klo 13.39.50 Itä-Euroopan normaaliaika",
            "2026-11-20T13:39:50+02:00",
        ),
        (
            "fredag 20 november 2026 kl. 13:39:50 östeuropeisk normaltid",
            "2026-11-20T13:39:50+02:00",
        ),
    ],
)
def test_when_an_answer_came(written_so: str, at: str, tmp_path: Path) -> None:
    """`Z` is UTC and not the time here; words, `ap.` and `ip.` are understood."""
    export = written(
        "created_at;name;email;approval_status",
        [written_so, "Aino Malli", address("Aino Malli"), "approved"],
        ["", "Eero Koe", address("Eero Koe"), "declined"],
    )
    _replies, document = read(desk_of(tmp_path, export))
    (aino,) = [one for one in document["registrations"] if one["name"] == "Aino Malli"]
    assert str(aino["at"])[:19] + str(aino["at"])[-6:] == at
