#!/usr/bin/env bash
# Prepare everything that `make` needs, on a machine that has little more than Python.
#
#   setup.sh         .venv: requirements.lock, this project (editable) and the Pango libraries
#   setup.sh dev     .venv: the same and what tests and linters need, all from tools/dev.lock; and poppler-utils
#   setup.sh NAME    .NAME: tools/NAME.lock, an environment of its own for one tool
#
# PYTHON names the Python to use. An environment is a folder with a number (.venv-1) to which a link (.venv) leads.
# A new one is made beside the old one, and the link goes over to it when it is complete: until then, and after
# any failure, the old one works. Stamps say what was installed, so that a second call returns at once.
set -euo pipefail

# Nothing that a shell happens to carry may lead elsewhere, or change what is installed. Of pip's settings those
# count that say how packages are reached.
readonly reach=' INDEX_URL EXTRA_INDEX_URL NO_INDEX FIND_LINKS TRUSTED_HOST CERT CLIENT_CERT PROXY TIMEOUT
 DEFAULT_TIMEOUT RETRIES KEYRING_PROVIDER USE_FEATURE USE_DEPRECATED CACHE_DIR NO_CACHE_DIR CONFIG_FILE '
unset CDPATH VIRTUAL_ENV __PYVENV_LAUNCHER__
for variable in ${!PYTHON*} ${!PIP_*}; do
    case $variable in
        PYTHON) ;;
        PIP_*) [[ $reach == *[[:space:]]"${variable#PIP_}"[[:space:]]* ]] || unset "$variable" ;;
        *) unset "$variable" ;;
    esac
done
export PYTHONUTF8=1
cd -- "$(dirname -- "$0")/.."

readonly name=${1:-}
case $name in
    '') readonly venv=.venv locks=requirements.lock ;;
    dev) readonly venv=.venv locks='requirements.lock tools/dev.lock' ;;
    *) readonly venv=.$name locks=tools/$name.lock ;;
esac
readonly lock=${locks##* }
# Python apart from the user's settings; it takes names of files for UTF-8, whatever the locale says.
readonly apart=(-I -X utf8)
readonly pip_options=(--quiet --disable-pip-version-check --no-input)
python='' new='' alone=''

step() {
    printf '· %s……\n' "$1"
}

stop() {
    printf '无法继续：%s\n' "$1" >&2
    exit 1
}

tidy() {
    [ -z "$new" ] || rm -rf "$new" "$new.link"
}

# quietly ADVICE COMMAND...: run silently; on failure show the end of the output and the advice.
quietly() {
    local advice=$1 output
    shift
    if ! output=$("$@" 2>&1 </dev/null); then
        tail -n 15 <<<"$output" >&2
        stop "$advice"
    fi
}

# ------------------------------------------------------------------------------------------ the machine

find_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" "${apart[@]}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
}

has_venv() {
    "$1" "${apart[@]}" -c 'import ensurepip, venv' 2>/dev/null
}

# The names under which WeasyPrint loads them; without the third one fonts are cut by slower code.
has_pango() {
    "$1" "${apart[@]}" - <<'PYTHON' 2>/dev/null
import ctypes, sys
ending = ".0.dylib" if sys.platform == "darwin" else ".so.0"
for library in ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz-subset"):
    ctypes.CDLL(library + ending)
PYTHON
}

# Tests read what they have set.
has_poppler() {
    [ "$name" != dev ] || command -v pdftotext >/dev/null
}

# The Debian packages that are missing, in one line.
missing_packages() {
    local packages=''
    if [ -z "$python" ]; then
        packages='python3 python3-venv'
    elif ! has_venv "$python"; then
        packages="$(basename "$python")-venv"
    fi
    if [ "$venv" = .venv ] && ! has_pango "${python:-python3}"; then
        packages="$packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    fi
    has_poppler || packages="$packages poppler-utils"
    printf '%s' "${packages# }"
}

install_packages() {
    local packages=$1 root=''
    if [ "$(uname)" = Darwin ]; then
        stop "缺少运行所需的软件，请先运行：brew install python pango$([ "$name" != dev ] || printf ' poppler')"
    elif ! command -v apt-get >/dev/null; then
        stop "缺少软件：$packages（这是 Debian 的名称），请先用本系统的软件管理器安装。"
    fi
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "缺少系统软件，请先运行：sudo apt-get install -y $packages"
        root='sudo -n'
    fi
    step "安装系统软件：$packages"
    # The package lists may be absent or out of date: refresh them only when the first try fails.
    local install="$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages"
    if ! $install >/dev/null 2>&1 </dev/null; then
        quietly "请检查网络和软件源，然后运行：sudo apt-get update" $root apt-get update
        quietly "请手工运行：sudo apt-get install -y $packages" $install
    fi
}

prepare_machine() {
    local packages
    step '检查 Python 和排版库'
    python=$(find_python)
    packages=$(missing_packages)
    if [ -n "$packages" ]; then
        install_packages "$packages"
        python=$(find_python)
        [ -n "$python" ] || stop '需要 Python 3.11 或更高版本，请安装后用 PYTHON=路径 指定。'
    fi
}

# ------------------------------------------------------------------------------------------ stamps

# What an environment is made of. That of tests holds all that a user's does, and begins the same.
contents() {
    local file
    pwd
    for file in $locks; do
        cksum "$file"
    done
}

# Is there a whole environment, made here of these locks? One that lies elsewhere is not ours to use or to change.
installed() {
    [[ $(readlink "$venv" 2>/dev/null) == "$venv"-[0-9]* ]] && [ -x "$venv/bin/python" ] &&
        [[ $(cat "$venv/contents.stamp" 2>/dev/null) == "$(contents)"* ]]
}

registered() {
    [ "$venv" != .venv ] ||
        [ "$(cat "$venv/project.stamp" 2>/dev/null)" = "$(cksum pyproject.toml)" ]
}

# ------------------------------------------------------------------------------------------ environments

# One setup at a time in one folder: the lock lives as long as this shell and its children have the file open.
# On a disk without locks go on, but remove nothing that could be another's work.
lock_folder() {
    exec 9>>.venv-lock
    if flock_9 LOCK_NB; then
        alone=yes
    elif [ $? = 11 ]; then
        step '等待本项目的另一次安装结束'
        if flock_9 0; then
            alone=yes
        fi
    fi
}

flock_9() {
    "$python" "${apart[@]}" - "$1" <<'PYTHON' 2>/dev/null
import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | getattr(fcntl, sys.argv[1], 0))
except BlockingIOError:
    sys.exit(11)
PYTHON
}

# Remove what earlier setups left: environments that no link leads to.
sweep() {
    local folder
    [ -n "$alone" ] || return 0
    # A setup was ended between two steps of `switch`: its first step is taken back.
    if [ -d "$venv-0" ] && [ ! -e "$venv" ] && [ ! -L "$venv" ]; then
        mv "$venv-0" "$venv"
    fi
    for folder in "$venv"-[0-9]*; do
        if [ "$folder" != "$(readlink "$venv" 2>/dev/null)" ]; then
            rm -rf "$folder"
        fi
    done
}

# Let the link lead to the new environment. A folder in its place, as earlier versions made it, makes way.
switch() {
    if [ -e "$venv" ] && [ ! -L "$venv" ]; then
        mv "$venv" "$venv-0"
    fi
    ln -s "$new" "$new.link"
    "$python" "${apart[@]}" -c 'import os, sys; os.replace(*sys.argv[1:])' "$new.link" "$venv"
    new=''
}

# pip of an environment, without any settings but those that are in our hand.
pip() {
    PIP_CONFIG_FILE=/dev/null "$1/bin/python" "${apart[@]}" -m pip "${@:2}"
}

# Print shell commands that say what pip's own files say of how packages are reached; what is set already counts more.
settings() {
    PIP_QUIET=0 PIP_VERBOSE=0 "$new/bin/python" "${apart[@]}" -m pip --disable-pip-version-check config list |
        "$new/bin/python" "${apart[@]}" -c '
import ast, os, re, shlex, sys
lines, found = sys.stdin.read(), {}
for section in ("global", "install"):
    for key, value in re.findall(rf"^{section}\.([a-z-]+)=(.+)$", lines, re.MULTILINE):
        found[key.upper().replace("-", "_")] = " ".join(ast.literal_eval(value).split())
for key in (found.keys() & set(sys.argv[1].split())) - {name[4:] for name, value in os.environ.items() if value}:
    print(f"export PIP_{key}={shlex.quote(found[key])}")
' "$reach"
}

# Scripts name the folder in which they were made; the link is what stays. The way to this project is written from
# here, so that it is ASCII: Python reads such a file in the user's encoding, GBK for one, and dies of another.
point_at_link() {
    "$python" "${apart[@]}" - "$1" "$venv" <<'PYTHON'
import os, pathlib, sys
folder, link = (b"/" + each.encode() for each in sys.argv[1:])
for way in pathlib.Path(sys.argv[1]).glob("lib/python3*/site-packages/*.pth"):
    way.write_bytes(way.read_bytes().replace(os.getcwdb() + b"/", b"../../../../"))
for script in pathlib.Path(sys.argv[1], "bin").iterdir():
    if script.is_file() and not script.is_symlink() and script.stat().st_size < 1 << 16:
        script.write_bytes(script.read_bytes().replace(folder, link))
PYTHON
}

install_lock() {
    local number=1 exports
    sweep
    until mkdir "$venv-$number" 2>/dev/null; do
        number=$((number + 1))
    done
    new=$venv-$number
    step "安装 Python 依赖到 $venv，首次约需一两分钟"
    quietly '无法建立 Python 环境，请看上面的出错信息。' "$python" "${apart[@]}" -m venv "$new"
    exports=$(settings) || stop 'pip 的设置读不出来，请运行 pip config debug 查看。'
    eval "$exports"
    quietly '依赖没有装好，请检查网络（必要时用 pip config 设置镜像）后重试。' \
        pip "$new" install "${pip_options[@]}" --no-compile --no-deps --require-hashes --only-binary :all: \
        --requirement "$lock"
    # On all processors, where pip would do it on one; as with pip, a file that is not for this Python is passed over.
    "$new/bin/python" "${apart[@]}" -m compileall -q -j 0 "$new/lib" >/dev/null 2>&1 </dev/null || true
    contents >"$new/contents.stamp"
    finish "$new"
    switch
    sweep
}

# The rest, which needs no network: this project, and the question whether everything fits together.
finish() {
    if [ "$venv" = .venv ]; then
        step '登记本项目'
        rm -f "$1/project.stamp"
        quietly '本项目没有装好，请看上面的出错信息。' \
            pip "$1" install "${pip_options[@]}" --no-index --no-deps --no-build-isolation --editable .
    fi
    point_at_link "$1"
    quietly "$lock 不完整，或者互相不合，请运行 make lock。" pip "$1" check --disable-pip-version-check
    cksum pyproject.toml >"$1/project.stamp"
}

[ -f "$lock" ] || stop "没有 $lock。"
if installed && registered && has_poppler; then
    exit
fi
[ -w . ] || stop '本项目所在的文件夹不能写入。'
trap tidy EXIT
prepare_machine
lock_folder
if ! installed; then
    install_lock
elif ! registered; then
    finish "$(readlink "$venv")"
fi
