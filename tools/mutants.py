"""Try the tests: ``make mutants``, or ``make mutants ARGS="--seed 7 --count 30 --only domain/"``."""

from __future__ import annotations

import argparse
import sys

from checks import mutants


def main() -> int:
    """Draw mutants, try them, and name those that live."""
    parser = argparse.ArgumentParser(description="在代码里随机改错几处，看测试能不能发现。")
    parser.add_argument("--seed", type=int, default=1, help="抽签的号，默认 1")
    parser.add_argument("--count", type=int, default=mutants.COUNT, help=f"改错几处，默认 {mutants.COUNT}")
    parser.add_argument(
        "--only", default="", metavar="路径", help="只在 src/dangjian_std/ 下路径这样开头的文件里抽"
    )
    options = parser.parse_args()
    outcome = mutants.try_tests(options.seed, options.count, options.only)
    print(outcome)
    return 0 if outcome.enough else 1


if __name__ == "__main__":
    sys.exit(main())
