"""Marks that stand in a printed table."""

from __future__ import annotations

LOCAL = "▲"
UNREAD = "◇"


NOTHING = "—"
