"""Write docs/rules/ from the pages of the rules. Run by `make docs`; a test checks that it has been."""

from __future__ import annotations

import textwrap
from pathlib import Path

from dangjian_std import rules
from dangjian_std.rules.pages import EXAMPLE_INSTRUCTIONS, page
from dangjian_std.text.diagnostic import Rule, Severity

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
FAMILIES = {
    "DS0": "文字和写法",
    "DS1": "代号和引用",
    "DS2": "程序",
    "DS3": "依据",
    "DS4": "记录表和文书",
    "DS5": "检查要点",
    "DS6": "用语和版面",
    "DS7": "同旧版比",
}
NOTE = """本页由 `tools/rule_pages.py` 从规则的说明生成，请改规则文件，不要改这里。"""


def pages() -> dict[str, str]:
    """Return every page by file name."""
    found = rules.rules()
    return {"README.md": _index(found)} | {_file(rule): _page(rule) for rule in found}


def _file(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}.md"


def _index(found: tuple[Rule, ...]) -> str:
    lines = ["# 规则", "", NOTE, "", EXAMPLE_INSTRUCTIONS]
    for family, title in FAMILIES.items():
        lines += ["", f"## {title}（{family}）", "", "| 代号 | 名称 | 说的是 |", "|---|---|---|"]
        lines += [
            f"| [{rule.code}]({_file(rule)}) | {rule.name} | {page(rule).summary} |"
            for rule in found
            if rule.code.startswith(family)
        ]
    return "\n".join(lines) + "\n"


def _page(rule: Rule) -> str:
    text = page(rule)
    parts = [f"# {rule.code} {rule.name}", text.summary, f"{SEVERITIES[rule.severity]}。[全部规则](README.md)"]
    for title in text.titles:
        section = text.section(title)
        example = section.startswith("    ")
        parts += [f"## {title}", f"```yaml\n{textwrap.dedent(section)}\n```" if example else section]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write what differs and remove pages of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in FOLDER.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"docs/rules: {len(wanted)} 页")


if __name__ == "__main__":
    main()
