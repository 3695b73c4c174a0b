"""Marks that stand in a printed table, and what stands under the title of a standard on trial."""

from __future__ import annotations

LOCAL_MARK = "▲"
UNREAD_MARK = "◇"
NOTHING_MARK = "—"
TRIAL = "试行：本项还在试行，办不通的告诉归口的单位。"
