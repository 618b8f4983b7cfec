"""Verified TLS: the one context of a run."""

from __future__ import annotations

import ssl
from functools import lru_cache
from pathlib import Path

from invite.access.plain_files import NotPlain, is_no_file
from invite.errors import MustMend
from invite.words import _


@lru_cache(maxsize=8)
def make_context(ca_file: str | None = None) -> ssl.SSLContext:
    """The context for all connections of a run: certificates and names checked, TLS 1.2 at least
    (RFC 8996).

    Takes some 40 ms, so it is kept; it is not changed afterwards and may be shared by threads.
    ca_file: certificates trusted besides the system's. Raises MustMend when it cannot be read.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # RFC 9525 2: a server's name stands in subjectAltName; the common name is anybody's words.
    context.hostname_checks_common_name = False
    if ca_file is not None:
        try:
            if is_no_file(Path(ca_file)):
                raise NotPlain(Path(ca_file))
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ValueError) as error:  # SSLError is an OSError; ValueError: a null in it
            raise MustMend(
                _("The file of certificates {path} cannot be read.").format(path=ca_file),
                hint=_("`ca_file` in invite.toml must name a file in PEM form, or be left out."),
            ) from error
    return context
