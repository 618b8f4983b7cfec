"""Addresses that are nobody's: what stands where somebody had none, and what only machines read;
and those of which there is nothing to say.
"""

from __future__ import annotations

import re

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.sv import swedish_remarks
from invite.people.fields.addresses import doubts, is_plain, judge
from invite.people.fields.remarks import remark_key
from invite.people.model import Address
from invite.words import _

_LANGUAGES = (finnish_remarks, swedish_remarks, english_remarks)
_NO_ADDRESS = "|".join(f"(?:{language.NO_ADDRESS})" for language in _LANGUAGES)
_PLACEHOLDER = "|".join(f"(?:{language.PLACEHOLDER})" for language in _LANGUAGES)
_NOBODY = re.compile(rf"(?P<surely>{_NO_ADDRESS})|{_PLACEHOLDER}|(?P<letter>\w)(?P=letter)*")
"""surely: whatever the other side of the @ is."""
_JOINTS = re.compile(r"[._+-]+")
_MACHINE = re.compile(
    "(?:" + "|".join(language.MACHINE for language in _LANGUAGES) + r")(?:[-_.+].*)?"
)


def nobodys(address: Address) -> str | None:
    """Why an address is nobody's, in words; None for an address of somebody, or of an office.

    A placeholder is told by its local part (`ei.ole@`, `etunimi.sukunimi@`), or, for words that
    people and offices may have, by both sides of the @ (`test@test.fi`, `no@email.com`).
    """
    local, _at, domain = address.key.rpartition("@")
    if _MACHINE.fullmatch(local):
        return _("Nobody reads mail to {address}.").format(address=address.written)
    words = _JOINTS.sub(" ", remark_key(local)).strip()
    guest = local.endswith("#ext#")  # what Microsoft 365 calls a guest, and nobody's mailbox
    found = _NOBODY.fullmatch(words)
    if guest or (found and (found["surely"] or _is_none(domain))):
        return _("{address} stands for no address.").format(address=address.written)
    return None


def _is_none(domain: str) -> bool:
    return _NOBODY.fullmatch(remark_key(domain.partition(".")[0])) is not None


def bare_address(text: str) -> Address | None:
    """The address that a cell is, where there is nothing more in it and nothing to say of it, as in
    nearly all.
    """
    good = judge(text) if is_plain(text) else ""
    return good if isinstance(good, Address) and not (nobodys(good) or doubts(good)) else None
