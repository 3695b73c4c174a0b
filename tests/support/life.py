"""The frozen set with one standard in another stage of its life."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.withdrawal import Withdrawal, Withdrawals

CODE = "DJ304"
"""A standard whose forms and papers no other one uses."""


def changed(catalog: Catalog, code: str = CODE, **values: Any) -> Catalog:
    """Return a set with a standard that has other values."""
    standard = dataclasses.replace(catalog.standards[code], **values)
    return dataclasses.replace(catalog, standards={**catalog.standards, code: standard})


def with_withdrawal(catalog: Catalog, code: str = "R399") -> Catalog:
    """Return a set in which one more thing was withdrawn."""
    anchor = catalog.system.anchor
    entry = Withdrawal(
        anchor=anchor,
        code=code,
        title="党费登记本",
        on=dt.date(2026, 11, 1),
        reason="并入收缴登记表。",
        replaced_by="R310",
        papers="照原期限归档。",
    )
    return dataclasses.replace(catalog, withdrawals=Withdrawals(anchor=anchor, withdrawals=(entry,)))
