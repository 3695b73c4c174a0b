"""The way in: `dstd`, and `python -m dangjian_std`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Open the command line; where its libraries keep it shut, say which."""
    try:
        from dangjian_std.cli.main import main as run
    except Exception as error:
        if os.environ.get("DSTD_DEBUG") == "1":
            raise
        from dangjian_std.cli.console import installed_libraries
        from dangjian_std.text import characters

        said = installed_libraries.trouble() or f"程序没有装好（{type(error).__name__}），请重新安装"
        sys.stderr.write(f"运行环境出了问题：{characters.visible(said)}。\n")
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
