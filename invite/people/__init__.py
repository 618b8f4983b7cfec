"""WHO: from rows to entries to persons.

`clean.understand` makes entries of a sheet's rows; `roster.who_is_who` makes persons of entries. To
follow the second:

    model       the kinds of thing that are known of people
    traits      what an entry is compared by; `likeness` of names, `mailbox` of addresses
    blocking    who is compared with whom
    compare     two sides, detail by detail; `evidence` weighs it and says it in words
    rules       the table that decides, its `conditions`; docs/who-is-who.md shows it
    match       all pairs by the rules; `joining` makes `cluster`s of them, where nothing
    contradicts
    answers     what the coordinator said of today's rows; `identity`: what is remembered; `memory`:
    who was known before
    questions   what must be asked
    merge       one person of many entries; `sharing`: who is reached at one address
    changes     what is otherwise than before; `who`: whom the coordinator means by WHO
"""
