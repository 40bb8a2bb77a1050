# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034

# Sourced by app/run.sh, tests/run.sh, tests/fuzz/fuzz.sh, tests/bench/run.sh and .ci/nightly: installs the packages that each of them needs, and builds.
# Each package is in one of these lists, once:
#   Debian package     how it is found without apt-get      what it is for

app_needs='
g++                  program:g++          the compiler, C++20 (GCC 12 or later)
cmake                program:cmake        configure the build (3.25 or later)
ninja-build          program:ninja        build
qt6-base-dev         cmake:Qt6Widgets     Qt 6.4 or later: Core for library and terminal program, Widgets and DBus for the window
qt6-svg-dev          cmake:Qt6Svg         the icons of the window
qt6-tools-dev        cmake:Qt6LinguistTools  CMake functions for the translations of the window
qt6-l10n-tools       cmake:Qt6LinguistTools  lrelease, and lupdate, which finds untranslated strings
qt6-translations-l10n           -         translations of Qt itself, such as the file dialog
libsqlite3-dev       header:sqlite3.h     locks in a database
libre2-dev           header:re2/re2.h     compares files with the patterns of formats, in linear time
libtomlplusplus-dev  header:toml++/toml.h reads the entries of formats
fonts-dejavu-core    -                    a font for the window
'
[[ -z ${WAYLAND_DISPLAY:-} || -n ${DISPLAY:-} ]] || app_needs+='
qt6-wayland          -                    the window on Wayland without X11
'

tests_needs='
qt6-declarative-dev  cmake:Qt6Qml         the QML module, and qmllint
qml6-module-qtqml    -                    `import QtQml`, for the consumer of the QML module
qml6-module-qtqml-models        -         the same
qml6-module-qtqml-workerscript  -         the same
qml6-module-qtquick             -         the Qt Quick example of the QML module
qml6-module-qtquick-controls    -         the same
qml6-module-qtquick-layouts     -         the same
qml6-module-qtquick-templates   -         the same
qml6-module-qtquick-window      -         the same
pkg-config           program:pkg-config   a consumer without CMake
python3              program:python3      house rules; lock holders written in Python
vim-tiny             program:vim.tiny     real programs that hold locks, and are killed
git                  program:git          the same
mercurial            program:hg           the same
procmail             program:lockfile     the same
liblockfile-bin      program:dotlockfile  the same
python3-filelock     python:filelock      the same
python3-fasteners    python:fasteners     the same
python3-lockfile     python:lockfile      the same; for the benchmarks the original of the kinds link, symlink, mkdir, sqlite and pid
python3-zc.lockfile  python:zc.lockfile   the original of the kinds zc and zc-simple, as peer
openssh-client       program:ssh          questions to other hosts, and sshfs
openssh-server       program:/usr/sbin/sshd  the far end of these, on loopback
sshfs                program:sshfs        locks on a file system that other hosts use
bindfs               program:bindfs       a FUSE file system that shows the files of another directory
etcd-server          program:etcd         the server of locks in etcd, on loopback
etcd-client          program:etcdctl      etcdctl lock as peer
openssl              program:openssl      certificates for a server of etcd
util-linux           program:flock        flock(1) as peer; mount and unshare for full disks and other namespaces
acl                  program:setfacl      files that other users can write through access control lists
strace               program:strace       proof that inspection acquires no lock and opens only what it may
zsh                  program:zsh          check of its completion of lockscopectl
fish                 program:fish         the same
groff-base           program:groff        check of the manual pages
xvfb                 program:Xvfb         an X server without a screen
xauth                program:xauth        access to that X server
dbus-daemon          program:dbus-daemon  a private bus for the notifications of the window
doxygen              program:doxygen      the reference of the library
clang-format         program:clang-format layout of the sources (only version 14 is used)
reuse                program:reuse        check of copyright and licence lines
dpkg-dev             program:dpkg-shlibdeps  dependencies and compiler options of the Debian packages
file                 program:file         the same
desktop-file-utils   program:desktop-file-validate  check of the desktop entry
appstream            program:appstreamcli check of the metainfo
valgrind             program:valgrind     every command of lockscopectl under valgrind, by .ci/nightly
spin                 program:spin         checks the models of the locks
'

bench_needs='
libbenchmark-dev     cmake:benchmark      Google Benchmark
libboost-dev         -                    Boost.Interprocess as peer
procps               program:ps           used by openlock to examine a holder
'

# clang 14 and 15, the older ones of Debian 12, do not compile the ranges of GCC 12.
fuzz_needs='
clang-16             program:clang++-16   the compiler with libFuzzer
libclang-rt-16-dev   -                    its runtime libraries, with libFuzzer and the sanitizers
'

nightly_needs='
lintian              program:lintian      check of the Debian packages
debootstrap          program:debootstrap  a bare Debian, to install them there
'

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf 'Lockscope: %s\n' "$*" >&2; }

# need LIST...  Installs missing packages with apt-get. Without apt-get, lists what is missing and exits.
need()
{
    local lists
    lists=$(printf '%s' "$@")
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        need_packages "$lists"
    else
        need_tools "$lists"
    fi
    # An older CMake cannot read the presets, and its message does not name the reason.
    local version
    version=$(cmake --version | sed -n '1s/[^0-9]*//p')
    if [[ $(printf '%s\n' 3.25 "$version" | sort -V | head -n 1) != 3.25 ]]; then
        say "CMake 3.25 or later is required, found $version"
        exit 1
    fi
}

need_packages()
{
    local name rest wanted=() missing=() installed
    while read -r name rest; do
        [[ -z $name ]] || wanted+=("$name")
    done <<<"$1"
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
    for name in "${wanted[@]}"; do
        [[ $'\n'$installed$'\n' == *$'\n'"installed $name"$'\n'* ]] || missing+=("$name")
    done
    ((${#missing[@]})) || return 0

    local as_root=()
    if ((EUID != 0)); then
        as_root=(sudo)
        if ! command -v sudo >/dev/null; then
            say "sudo is not installed. Install these packages as root, then run this again: ${missing[*]}"
            exit 1
        fi
    fi
    say "installing with ${as_root[*]:+sudo }apt-get: ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update </dev/null || say "apt-get update failed, continuing with the existing package lists"
    if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null; then
        say "apt-get could not install: ${missing[*]}"
        exit 1
    fi
}

need_tools()
{
    local name probe purpose missing=()
    while read -r name probe purpose; do
        [[ -z $name ]] || is_installed "$probe" || missing+=("$(printf '  %-20s %s' "$name" "$purpose")")
    done <<<"$1"
    ((${#missing[@]})) || return 0
    say "apt-get was not found. Install the following (Debian package names), then run this again:"
    printf '%s\n' "${missing[@]}" >&2
    exit 1
}

is_installed()
{
    local what=${1#*:}
    case $1 in
    program:*) command -v "$what" >/dev/null ;;
    python:*) python3 -c "import $what" 2>/dev/null ;;
    cmake:*) compgen -G "/usr/lib*/cmake/$what" >/dev/null || compgen -G "/usr/lib/*/cmake/$what" >/dev/null ||
        [[ -n ${CMAKE_PREFIX_PATH:-} ]] ;;
    header:*) [[ -e /usr/include/$what || -n ${CMAKE_PREFIX_PATH:-} ]] ;;
    -) true ;;
    esac
}

# build PRESET CONFIGURE-ARGUMENT... -- TARGET...  Configures if necessary, then builds.
build()
{
    local preset=$1 directory=$project/.build/$1 configure=() quiet=()
    shift
    while [[ $1 != -- ]]; do
        configure+=("$1")
        shift
    done
    shift
    # Progress is shown on a terminal only; a log gets only errors.
    [[ -t 2 ]] || quiet=(-- --quiet)
    if [[ ! $directory/build.ninja -nt $project/CMakePresets.json ]]; then
        say "building in ${directory#"$project"/}; the first build takes a few minutes"
        (cd "$project" && cmake --log-level=WARNING --preset "$preset" "${configure[@]}") >/dev/null
    fi
    NINJA_STATUS='Lockscope: building, step %f of %t (%p) ' cmake --build "$directory" --target "$@" "${quiet[@]}" >&2
}
