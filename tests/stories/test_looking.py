"""`invite preview`: looking at letters in the browser, in files, and at forms that a rule made;
nothing is sent by looking.
"""

from __future__ import annotations

import json
import re
import stat
import sys
from html import unescape
from pathlib import Path

import pytest
from desk import Desk, desk, parsed

HOSTILE = (
    'Matti</script><script>alert(1)</script>;<!--Meikäläinen;matti.meikalainen@example.org;"><img'
    " src=x onerror=alert(1)>;Kainuu"
)


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    """A project for the outbox."""
    return desk(tmp_path)


def page_of(at: Desk) -> str:
    """The page that `--open` writes."""
    found = at("preview", "--open", "--json")
    assert found.code == 0, found.err
    path = Path(found["gallery"])
    assert path == at.folder / "preview" / "kutsu.html"
    return path.read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, object]:
    """What the page's script reads."""
    [text] = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL
    )
    found: dict[str, object] = json.loads(text)
    return found


def test_all_letters_are_on_one_page_that_needs_no_network(at: Desk) -> None:
    """HTML and text of everybody, as they would go; nothing is fetched and nothing but the page's
    own script runs.
    """
    page = page_of(at)
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page.partition('id="data"')[0])
    assert "default-src 'none'" in unescape(page)
    assert 'sandbox=""' in page
    letters, lines = data_of(page)["letters"], data_of(page)["lines"]
    assert isinstance(letters, list)
    assert isinstance(lines, list)
    real = {letter["to"]: letter for letter in at("preview", "--json")["letters"]}
    for letter in letters:
        for part in ("text", "html"):
            assert "\n".join(lines[n] for n in letter[part]) == real[letter["to"]][part].rstrip(
                "\n"
            )
    assert len(letters) == len(real) == 3


def test_the_page_is_for_its_owner_alone(at: Desk) -> None:
    """It holds personal details; a second look takes the place of the first."""
    assert page_of(at) == page_of(at)
    if sys.platform != "win32":
        assert stat.S_IMODE((at.folder / "preview" / "kutsu.html").stat().st_mode) == 0o600
        assert stat.S_IMODE((at.folder / "preview").stat().st_mode) == 0o700
    assert [path.name for path in (at.folder / "preview").iterdir()] == ["kutsu.html"]


def test_what_people_wrote_is_data_on_the_page(at: Desk) -> None:
    """No tag of a stranger's begins or ends anything."""
    at.sheet(HOSTILE)
    page = page_of(at)
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert "<" not in data
    assert page.count("<script") == page.count("</script>") == 2
    letters = data_of(page)["letters"]
    assert isinstance(letters, list)
    [letter] = letters
    assert "</script><script>alert" in letter["name"]


def test_letters_to_look_at_are_no_drafts(at: Desk) -> None:
    """The very letters, which open as letters that came: nobody sends them a second time by a
    slip.
    """
    found = at("preview", "--eml", str(at.folder / "katso"))
    assert found.code == 0, found.err
    files = sorted((at.folder / "katso").iterdir())
    assert len(files) == 3
    for file in files:
        message = parsed(file.read_bytes())
        assert "X-Unsent" not in message
        assert message["Subject"] == "Kutsu: Yhteinen päätöstilaisuus"
    own = at.folder / "katso" / "oma.eml"
    own.write_text("minun", encoding="utf-8")
    assert at("preview", "--eml", str(at.folder / "katso")).code == 0
    assert sorted((at.folder / "katso").iterdir()) == sorted([*files, own])
    assert own.read_text(encoding="utf-8") == "minun"


def test_looking_never_touches_the_outbox(at: Desk) -> None:
    """There the real drafts lie."""
    assert at("send", "--yes").code == 0
    before = {file: file.read_bytes() for file in (at.folder / "outbox" / "kutsu").iterdir()}
    found = at("preview", "--eml", str(at.folder / "outbox" / "kutsu"))
    assert found.code == 2
    assert {
        file: file.read_bytes() for file in (at.folder / "outbox" / "kutsu").iterdir()
    } == before


def test_looking_sends_nothing(at: Desk) -> None:
    """And no word says so."""
    found = at("preview", "--open", "--eml", str(at.folder / "katso"), "--forms")
    assert found.code == 0
    assert "sent" not in found.out + found.err
    assert not (at.folder / "outbox").exists()
    assert at("status", "--json")["mailings"][0]["totals"]["ready"] == 3


def test_forms_that_a_rule_made_are_listed(at: Desk) -> None:
    """With the line that puts a wrong one right; a form of the settings needs no look."""
    at.settings(more='\n[role.planning-group]\nfi = "{{ organisation | genitive }} edustajana"\n')
    at.sheet("Matti;Meikäläinen;matti.meikalainen@example.org;Qvortrup;Kainuu")
    listed = at("preview", "--forms", "--json")["forms"]
    assert {(one["name"], one["case"]) for one in listed} >= {("Qvortrup", "genitive")}
    shown = at("preview", "--forms").out
    assert "[forms]" in shown
    at.settings(
        more=(
            '\n[role.planning-group]\nfi = "{{ organisation | genitive }}'
            ' edustajana"\n\n[forms]\n"Qvortrup" = { genitive = "Qvortrupin" }\n"Aino Esimerkki" ='
            ' { illative = "Aino Esimerkkiin" }\n'
        )
    )
    assert at("preview", "--forms", "--json")["forms"] == []


def test_what_goes_with_a_letter_is_shown(at: Desk) -> None:
    """Attachments with their sizes, and the calendar."""
    at.settings(
        more='\n[mailing.kutsu]\nattachments = ["ohjelma.pdf", "liitteet/{{ person.email }}.pdf"]\n'
    )
    (at.folder / "ohjelma.pdf").write_bytes(bytes(1_234_567))
    (at.folder / "liitteet").mkdir()
    (at.folder / "liitteet" / "matti.meikalainen@example.org.pdf").write_bytes(bytes(2_000))
    found = at("preview", "Matti")
    assert "ohjelma.pdf (1.2 MB)" in found.out
    assert "matti.meikalainen@example.org.pdf (2 kB)" in found.out
    missing = at("preview")
    assert missing.code == 3
    assert "liitteet/maija.esimerkki@example.org.pdf" in missing.err


BROKEN = """\
Aihe: Kutsu {{ event.titel }}

Hei {{ person.frist_name }},

{% if rolse %}olit {{ roles | sentense }}{% endif %}
{{ person.organisation }}

[Ohje](javascript:alert(1))
{{ person.extra.Toive }}
"""


@pytest.mark.parametrize(
    "command", [("preview",), ("send", "--yes"), ("send", "--test", "oma@example.org")]
)
def test_all_mistakes_of_a_template_are_told_at_once_with_the_people(
    at: Desk, command: tuple[str, ...]
) -> None:
    """Unknown names, a bad link and what one person's row lacks stand in one list; nothing is sent,
    nothing is written.
    """
    at.sheet(
        "Matti;Meikäläinen;matti@example.org;;Kainuu",
        "Maija;Esimerkki;maija@example.org;Lapin liitto;Lappi",
    )
    (at.folder / "templates").mkdir()
    (at.folder / "templates" / "kutsu.fi.md").write_text(BROKEN, encoding="utf-8")
    ran = at(*command, "--json")
    assert ran.code == 3
    problems = {problem["where"]: problem["what"] for problem in ran["error"]["problems"]}
    assert set(problems) == {f"templates/kutsu.fi.md:{line}" for line in (1, 3, 5, 6, 8, 9)}
    assert "Matti Meikäläinen" in problems["templates/kutsu.fi.md:6"]
    assert "Maija" not in problems["templates/kutsu.fi.md:6"]
    assert "2 people" in problems["templates/kutsu.fi.md:9"]
    assert not (at.folder / "outbox").exists()
