"""A text in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LANGUAGES = ("en", "ko")
"""Of the lectures that ship with the program; one's own may have either."""


@dataclass(frozen=True)
class Text:
    """Markdown with $formulas$, by language; a language that is missing is stood in for by another one."""

    by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def in_language(self, language: str) -> str:
        """The text in this language, or in the first one that there is; "" if there is none."""
        return self.by_language.get(language) or next(filter(None, self.by_language.values()), "")


NO_TEXT = Text()
