#!/bin/sh
# Makes this folder ready: system libraries, a virtual environment in .venv, the locked packages.
# "deploy/setup.sh run" is what the site needs; "deploy/setup.sh test" adds what the test suite needs.
# Safe to call as often as one likes: what is there is left alone, and then it takes well under a second.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}

# --- What the machine lacks: one Debian package for each thing looked for ------------------------------------------
missing=""
need() { # package, then a command that succeeds where it is there
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
library() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q "$1"; }
font() { find /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.local/share/fonts" -name "$1*" 2>/dev/null | grep -q .; }
program() { command -v "$1"; }
one_of() { for path in "$@"; do [ -e "$path" ] && return 0; done; return 1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }
makes_environments() { "$1" -c 'import ensurepip, venv'; }

python=""
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if program "$candidate" >/dev/null && new_enough "$candidate" 2>/dev/null; then
        python=$(command -v "$candidate")
        break
    fi
done
if [ -z "$python" ]; then
    need python3 false
    need python3-venv false
else
    need "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" makes_environments "$python"
fi
need libpango-1.0-0 library libpango-1.0.so.0
need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
need libharfbuzz-subset0 library libharfbuzz-subset.so.0
need fonts-noto-core font NotoSans-Regular
need fonts-noto-cjk font NotoSansCJK-Regular
if [ "$purpose" = test ]; then
    need postgresql one_of /usr/lib/postgresql/*/bin/initdb /usr/bin/initdb /usr/local/bin/initdb
    need redis-server program redis-server
    need chromium program chromium
    need gettext program msgfmt
    need poppler-utils program pdftotext
    need qpdf program qpdf
    need zbar-tools program zbarimg
    need default-jre-headless program java
fi

# --- Install it where we may; otherwise say what to install -------------------------------------------------------
if [ -n "$missing" ]; then
    if ! program apt-get >/dev/null; then
        as_root=""
    elif [ "$(id -u)" = 0 ]; then
        as_root="env"
    elif program sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n env"
    else
        as_root=""
    fi
    if [ -z "$as_root" ]; then
        echo "Some things are missing on this machine. Please install them, then try again. As Debian packages:" >&2
        printf '  %s\n' $missing >&2
        exit 1
    fi
    echo "Installing from the system's packages:$missing"
    mkdir -p .test/logs
    log=.test/logs/apt.log
    # The suite starts servers of its own, so PostgreSQL's package need not make one.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        $as_root mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    install_all() {
        $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold $missing </dev/null
    }
    if ! { $as_root apt-get update -q && install_all; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "The system's package manager could not install:$missing (the whole of it: $log)" >&2
        exit 1
    fi
fi
if [ -z "$python" ]; then
    python=$(command -v python3)
    new_enough "$python" || { echo "Python 3.11 or newer is needed; this machine has $("$python" -V)." >&2; exit 1; }
fi

# --- The environment: made once for each state of the lock --------------------------------------------------------
version=$("$python" -V)
stamp="$(sha256sum requirements.lock | cut -d ' ' -f 1) $version"
if [ "$(.venv/bin/python -V 2>/dev/null)" = "$version" ] && [ "$(cat .venv/.stamp 2>/dev/null)" = "$stamp" ]; then
    exit 0
fi
echo "Making the environment in .venv"
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV
if [ "$(.venv/bin/python -V 2>/dev/null)" != "$version" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --clear .venv
fi
# pip brings uv alone, from the same lock, checked against its hashes; uv brings the rest, several times as fast.
wanted=.venv/uv.lock.txt
awk '/^[a-z0-9]/ { ours = /^uv==/ } ours && !/^ *#/' requirements.lock >"$wanted"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes -r "$wanted"
# Every file is held to a hash in the lock, so it does not matter which index offers it.
.venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes --index-strategy unsafe-best-match \
    --python .venv/bin/python requirements.lock
echo "$stamp" >.venv/.stamp
