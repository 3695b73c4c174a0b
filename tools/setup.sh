#!/usr/bin/env bash
# Prepare everything that `make` needs, on a machine that has little more than Python.
#
#   tools/setup.sh         .venv: requirements.lock, this project (editable) and the Pango libraries
#   tools/setup.sh NAME    .NAME: tools/NAME.lock, an environment of its own for one tool
#
# Stamps hold the checksum of what was installed, so that a second call returns at once.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly name=${1:-}
if [ -n "$name" ]; then
    readonly venv=.$name lock=tools/$name.lock
else
    readonly venv=.venv lock=requirements.lock
fi
readonly pip_options=(--quiet --disable-pip-version-check --no-input)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() {
    printf '· %s……\n' "$1"
}

stop() {
    printf '无法继续：%s\n' "$1" >&2
    exit 1
}

# quietly ADVICE COMMAND...: run silently; on failure show the end of the output and the advice.
quietly() {
    local advice=$1
    shift
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        stop "$advice"
    fi
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
}

has_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# The names under which WeasyPrint loads them; without the third one fonts are cut by slower code.
has_pango() {
    "$1" - <<'PYTHON' 2>/dev/null
import ctypes, sys
ending = ".0.dylib" if sys.platform == "darwin" else ".so.0"
for library in ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz-subset"):
    ctypes.CDLL(library + ending)
PYTHON
}

# The Debian packages that are missing, in one line.
missing_packages() {
    local python=$1 packages=''
    if [ -z "$python" ]; then
        packages='python3 python3-venv'
    elif ! has_venv "$python"; then
        packages="$(basename "$python")-venv"
    fi
    if [ -z "$name" ] && ! has_pango "${python:-python3}"; then
        packages="$packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    fi
    printf '%s' "${packages# }"
}

install_packages() {
    local packages=$1 root=''
    if [ "$(uname)" = Darwin ]; then
        stop "缺少运行所需的软件，请先运行：brew install python pango"
    elif ! command -v apt-get >/dev/null; then
        stop "缺少 Python 3.11（含 venv）或 Pango、HarfBuzz 排版库，请先用本系统的软件管理器安装。"
    fi
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "缺少系统软件，请先运行：sudo apt-get install -y $packages"
        root='sudo -n'
    fi
    step "安装系统软件：$packages"
    # The package lists may be absent or out of date: refresh them only when the first try fails.
    local install="$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages"
    if ! $install >"$log" 2>&1 </dev/null; then
        quietly "请检查网络和软件源，然后运行：sudo apt-get update" $root apt-get update
        quietly "请手工运行：sudo apt-get install -y $packages" $install
    fi
}

# stamped FILE: was FILE installed as it is now, by this checkout?
stamped() {
    [ "$(cat "$venv/$(basename "$1").stamp" 2>/dev/null)" = "$(stamp "$1")" ]
}

stamp() {
    cksum <"$1"
    pwd
}

install_lock() {
    local python packages
    step '检查 Python 和排版库'
    python=$(find_python)
    packages=$(missing_packages "$python")
    if [ -n "$packages" ]; then
        install_packages "$packages"
        python=$(find_python)
        [ -n "$python" ] || stop '需要 Python 3.11 或更高版本，请安装后用 PYTHON=路径 指定。'
    fi
    step "安装 Python 依赖到 $venv，首次约需一两分钟"
    quietly "无法建立 $venv，请删除该目录后重试。" "$python" -m venv --clear "$venv"
    quietly '依赖没有装好，请检查网络（必要时用 pip config 设置镜像）后重试。' \
        "$venv/bin/python" -m pip install "${pip_options[@]}" --require-hashes --only-binary :all: \
        --requirement "$lock"
    stamp "$lock" >"$venv/$(basename "$lock").stamp"
}

install_project() {
    step '登记本项目'
    quietly '本项目没有装好，请查看上面的出错信息。' \
        "$venv/bin/python" -m pip install "${pip_options[@]}" --no-index --no-deps --no-build-isolation \
        --editable .
    stamp pyproject.toml >"$venv/pyproject.toml.stamp"
}

if ! stamped "$lock" || [ ! -x "$venv/bin/python" ]; then
    install_lock
fi
if [ -z "$name" ] && ! stamped pyproject.toml; then
    install_project
fi
