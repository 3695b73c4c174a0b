"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which standards, and how they are set. No codes means all of them."""

    codes: tuple[str, ...] = ()
    large: bool = False
    proof: bool = False

    def named(self, name: str) -> str:
        """File name of an output: a large-print edition or a proof is never taken for the book itself."""
        marks = [word for word, wanted in (("大字", self.large), ("校样", self.proof)) if wanted]
        return f"{name}（{'，'.join(marks)}）" if marks else name
