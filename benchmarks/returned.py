"""How well returned mail is read: recipients, dead addresses, false alarms on mails of known
answers.

`python benchmarks/returned.py [FOLDER] [-v]`. FOLDER holds `.eml` files and `expected.json`, by
default ../shared/data/bounces. -v names each thing that went wrong. It measures, it does not judge.
flufl.bounce stands next to it where it is installed: `pip install "flufl.bounce>=6"`. Its verdicts
cannot be compared: it tells permanent from temporary, nothing of the address.
"""

from __future__ import annotations

import email
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from invite.returned.model import AddressVerdict, LetterVerdict, MailKind
from invite.returned.read import read_mail

try:
    from flufl.bounce import all_failures
except ImportError:
    HAS_FLUFL = False
else:
    HAS_FLUFL = True

HOUSE = Path(__file__).resolve().parents[1]
FOLDER = HOUSE.parent / "shared" / "data" / "bounces"

Found = dict[str, bool | None]  # address → whether it is dead; None: this reader does not say


@dataclass
class Score:
    """What one reader found so far. Pairs are of a right number and a whole."""

    bounces: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0
    addresses: int = 0
    judged: int = 0
    others: int = 0
    alarms: int = 0
    wrong: list[str] = field(default_factory=list)

    def take(self, mail: str, expected: dict[str, dict[str, object]], found: Found) -> None:
        """Counts one mail. A mail is a bounce if any recipient of it is expected to be one."""
        right = {
            address.casefold(): bool(said["address_dead"]) for address, said in expected.items()
        }
        if not any(said["kind"] == "bounce" for said in expected.values()):
            self.others += 1
            if found:
                self.alarms += 1
                self.wrong.append(f"{mail}: false alarm, {sorted(found)}")
            return
        got = {address.casefold(): dead for address, dead in found.items()}
        hits = right.keys() & got.keys()
        self.bounces += 1
        self.right += bool(hits)
        self.named += len(got)
        self.named_right += len(hits)
        if not hits or got.keys() - right.keys():
            self.wrong.append(f"{mail}: recipients {sorted(got)} instead of {sorted(right)}")
        for address, dead in right.items():
            self.addresses += 1
            self.judged += got.get(address, False if not hits else None) == dead and address in got
            if address in got and got[address] not in (dead, None):
                self.wrong.append(
                    f"{mail}: {address} {'dead' if got[address] else 'not dead'}, expected: "
                    f"{expected_reason(expected, address)}"
                )

    def show(self, name: str, *, judges: bool) -> None:
        """Prints the figures."""
        print(f"\n{name}")
        print(f"  a right recipient   {share(self.right, self.bounces)} of the bounces")
        print(
            f"  recipient precision {share(self.named_right, self.named)} of the recipients named"
        )
        if judges:
            print(f"  dead or not, right  {share(self.judged, self.addresses)} of the addresses")
        print(f"  false alarms        {self.alarms} in {self.others} mails that are no bounces")


def expected_reason(expected: dict[str, dict[str, object]], address: str) -> str:
    """What the answers give as a reason."""
    return next(
        f"{said['reason']} {said['status']}"
        for key, said in expected.items()
        if key.casefold() == address
    )


def share(part: int, whole: int) -> str:
    """`97.5 % (39/40)`."""
    return f"{part / whole:6.1%} ({part}/{whole})" if whole else "none"


def ours(content: bytes) -> Found:
    """What invite says: the recipients of bounces and delays."""
    mail = read_mail(content, lambda _code: None)
    if mail.kind not in (MailKind.BOUNCE, MailKind.DELAY):
        return {}
    failed = (r for r in mail.recipients if r.letter is not LetterVerdict.DELIVERED)
    return {r.address: r.verdict is AddressVerdict.DEAD for r in failed}


def flufl(content: bytes) -> Found:
    """What flufl.bounce says; an exception of it counts as nothing found."""
    try:
        temporary, permanent = all_failures(email.message_from_bytes(content))
    except Exception:
        return {}
    return {address.decode("utf-8", "replace"): None for address in temporary | permanent}


def measure(folder: Path, read: Callable[[bytes], Found]) -> Score:
    """One reader's score on a folder."""
    score = Score()
    for name, expected in sorted(
        json.loads((folder / "expected.json").read_text(encoding="utf-8")).items()
    ):
        score.take(name, expected, read((folder / name).read_bytes()))
    return score


def main() -> None:
    """Prints the scores, or says what is not there."""
    given = [argument for argument in sys.argv[1:] if argument != "-v"]
    folder = Path(given[0]) if given else FOLDER
    if not (folder / "expected.json").is_file():
        print(
            f"No answers: {folder / 'expected.json'} is not there. They come with the shared data, "
            "not with this repository."
        )
        return
    score = measure(folder, ours)
    score.show("invite", judges=True)
    if not HAS_FLUFL:
        print('\nflufl.bounce is not installed: pip install "flufl.bounce>=6"')
    else:
        measure(folder, flufl).show("flufl.bounce", judges=False)
    if "-v" in sys.argv:
        print("", *score.wrong, sep="\n")


if __name__ == "__main__":
    main()
