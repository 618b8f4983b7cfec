"""Finnish, Swedish and English as letters need them; knows nothing of invitations."""

from typing import Literal, get_args

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
