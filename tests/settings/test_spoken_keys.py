"""Kinds of role and of column are words of the screen's language; what is typed is their key."""

from __future__ import annotations

from gettext import translation

from invite.people.table.headings import WORDS
from invite.settings.rules import SHIPPED_ROLES
from invite.settings.spoken_keys import FIELDS, KINDS, kind_and_key, kind_called
from invite.words import LOCALE


def test_every_shipped_kind_and_field_has_finnish_words() -> None:
    """A key of the settings never stands alone on a Finnish screen."""
    finnish = translation("invite", LOCALE, ["fi"]).gettext
    assert set(SHIPPED_ROLES) <= set(KINDS)
    assert set(FIELDS) == set(WORDS)
    for words in (*KINDS.values(), *FIELDS.values()):
        assert finnish(words) != words


def test_a_kind_of_ones_own_stays_as_it_is() -> None:
    """The coordinator's own word is not changed."""
    assert (kind_called("kuoro"), kind_and_key("kuoro")) == ("kuoro", "kuoro")
