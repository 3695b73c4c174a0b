"""The files by which a platform checks a project at each push: their places and texts, by the platform.

`{version}` is that of the program; the other words stand for what a base within the project needs. Nothing here
reads or writes files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_GITHUB = """\
# 每次提交都检查：单位表和自己的规定写得对不对，名单有没有误提交。问题标在合并请求里写错的那一行。
name: check
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false{checkout}
      - run: python3 -m venv "$RUNNER_TEMP/dstd"
      # 从内部的源装，加上 --index-url；离线装，把 wheels/ 放进项目，加上 --no-index --find-links wheels。
      - run: '"$RUNNER_TEMP/dstd/bin/pip" install dangjian-std=={version}'
      - run: '"$RUNNER_TEMP/dstd/bin/dstd" validate --format github'
"""
_GITLAB = """\
# 每次提交都检查：单位表和自己的规定写得对不对，名单有没有误提交。问题列在合并请求的代码质量里，日志里也有。
check:
  image: python:3.13
  timeout: 10 minutes{variables}
  script:
    # 从内部的源装，加上 --index-url；离线装，把 wheels/ 放进项目，加上 --no-index --find-links wheels。
    - pip install dangjian-std=={version}
    - dstd validate --format gitlab > gl-code-quality-report.json || dstd validate
  artifacts:
    when: always
    expire_in: 1 week
    reports:
      codequality: gl-code-quality-report.json
"""
_GITEE = """\
# 每次提交都检查：单位表和自己的规定写得对不对，名单有没有误提交。问题列在日志里。
# 照 Gitee Go 的说明写的，没有在上面试过。
version: '1.0'
name: check
displayName: 检查
triggers:
  trigger: auto
  push:
    branches:
      prefix:
        - ''
stages:
  - name: check
    displayName: 检查
    strategy: naturally
    trigger: auto
    steps:
      - step: build@python
        name: validate
        displayName: dstd validate
        pythonVersion: '3.11'
        commands:
{update}          - python3 -m venv "$HOME/dstd"
          # 从内部的源装，加上 --index-url；离线装，把 wheels/ 放进项目，加上 --no-index --find-links wheels。
          - '"$HOME/dstd/bin/pip" install dangjian-std=={version}'
          - '"$HOME/dstd/bin/dstd" validate'
"""
_FILES = {
    "github": (".github/workflows/check.yml", _GITHUB),
    "gitlab": (".gitlab-ci.yml", _GITLAB),
    "gitee": (".workflow/check.yml", _GITEE),
}
PLATFORMS = tuple(_FILES)
"""Names of the platforms."""


SUBMODULE_STEPS = {
    "checkout": """
          # 母本是项目里的子模块，连同它的各个版本一起取。
          submodules: recursive
          fetch-depth: 0""",
    "variables": """
  variables:
    # 母本是项目里的子模块，连同它的各个版本一起取。
    GIT_SUBMODULE_STRATEGY: recursive
    GIT_DEPTH: 0""",
    "update": """\
          # 母本是项目里的子模块，一起取。
          - git submodule update --init --recursive
""",
}
"""What each of them needs more where the base is a submodule of the project."""


def texts(platforms: Iterable[str], version: str, *, within: bool = False) -> Mapping[str, str]:
    """Return the files for these platforms, by their paths in a project; `within`: the base lies in it."""
    more = SUBMODULE_STEPS if within else dict.fromkeys(SUBMODULE_STEPS, "")
    return {path: text.format(version=version, **more) for path, text in (_FILES[each] for each in platforms)}
