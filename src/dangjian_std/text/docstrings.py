"""Docstrings that people are shown, also where Python was told to drop them (`-OO`, `PYTHONOPTIMIZE=2`)."""

from __future__ import annotations

import ast
import sys
from importlib.util import find_spec


def of_module(name: str) -> str:
    """Return the docstring of a module of ours, as it is written."""
    return sys.modules[name].__doc__ or ast.get_docstring(_source(name), clean=False) or ""


def of_function(module: str, name: str) -> str:
    """Return the docstring of a function at the top of a module of ours, its indentation taken away."""
    for node in _source(module).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return ast.get_docstring(node) or ""
    return ""


def _source(name: str) -> ast.Module:
    spec = find_spec(name)
    text = getattr(spec.loader, "get_source", lambda _: "")(name) if spec else ""
    return ast.parse(text or "")
