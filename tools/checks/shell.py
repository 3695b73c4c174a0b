"""Running other programs, and installing those that are missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class CheckError(Exception):
    """A check did not pass; the message, in Chinese, says why."""


def run(
    command: Sequence[object],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    umask: int = -1,
    label: str = "",
) -> str:
    """Run `command` without input and return its output.

    A failure carries the end of that output, under the command itself or under `label`, which is for commands that
    say more about this machine than a report should.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            umask=umask,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise CheckError(f"无法运行 {command[0]}：{error.strerror}") from error
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise CheckError(f"{label or ' '.join(map(str, command))} 以 {done.returncode} 退出：\n{tail}")
    return done.stdout


def outcome(command: Sequence[object]) -> str:
    """Run `command` and return its output, whatever it thinks of the outcome."""
    parts = [str(part) for part in command]
    return subprocess.run(
        parts, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    ).stdout


def install(*packages: str) -> None:
    """Install Debian packages; refresh the package lists only when the first try fails."""
    if not shutil.which("apt-get"):
        raise CheckError(f"缺少 {'、'.join(packages)}，而本系统没有 apt-get")
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    command = [*apt, "install", "--no-install-recommends", *packages]
    try:
        run(command)
    except CheckError:
        run([*apt, "update"])
        run(command)


def need(program: str, package: str) -> str:
    """Return the path of `program`, installing `package` if it is not there yet."""
    if not shutil.which(program):
        install(package)
    path = shutil.which(program)
    if path is None:
        raise CheckError(f"装好 {package} 之后仍找不到 {program}")
    return path
