"""What Finns, Swedes and English speakers write next to a name or an address, one module a
language: patterns on `remark_key`.

AGAINST: speaks against inviting. OLD: next to an address, that it is none any more. ADDRESS: the
words for an address. FORMER: what stands before a former surname. GENERATION: what tells father
from son. OFFICES: who answers at an office, and no person's name. NOTHING: that a cell has no value.
NO_ORGANISATION: that somebody comes as themselves. HOUSEHOLD: a family or a couple. COMPANY:
whoever comes along without a name.
"""
