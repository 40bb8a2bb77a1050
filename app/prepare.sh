# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034

# Read by app/run.sh, tests/run.sh and tests/bench/run.sh: the packages that each of them needs, and how to get from a
# checkout to a build. Every package stands in one of these lists, once:
#   Debian's name      how it is found where there is no apt-get      what it is for

app_needs='
g++                  program:g++          the compiler, C++20 (GCC 12 or later)
cmake                program:cmake        configures the build (3.25 or later)
ninja-build          program:ninja        builds
qt6-base-dev         cmake:Qt6Widgets     Qt 6.4 or later: Core for library and terminal program, Widgets for the window
qt6-tools-dev        cmake:Qt6LinguistTools  the translations of the window: how CMake compiles them
qt6-l10n-tools       cmake:Qt6LinguistTools  the same: lrelease, and lupdate, which finds what is not translated
qt6-translations-l10n           -         the words of Qt itself, of the file dialog for instance, in other languages
libsqlite3-dev       header:sqlite3.h     the locks that lie in a database
fonts-dejavu-core    -                    letters for the window
'
[[ -z ${WAYLAND_DISPLAY:-} || -n ${DISPLAY:-} ]] || app_needs+='
qt6-wayland          -                    the window where there is Wayland alone
'

tests_needs='
qt6-declarative-dev  cmake:Qt6Qml         the QML module
qml6-module-qtqml    -                    `import QtQml`, for the consumer of the QML module
qml6-module-qtqml-models        -         comes with it
qml6-module-qtqml-workerscript  -         comes with it
pkg-config           program:pkg-config   a consumer without CMake
python3              program:python3      house rules; lock holders that are no program of ours
vim-tiny             program:vim.tiny     real programs that hold locks, and are killed
git                  program:git          the same
mercurial            program:hg           the same
procmail             program:lockfile     the same
liblockfile-bin      program:dotlockfile  the same
python3-filelock     python:filelock      the same
python3-fasteners    python:fasteners     the same
python3-lockfile     python:lockfile      the same; for the benchmarks the original of the kinds link, symlink, mkdir, sqlite and pid
python3-zc.lockfile  python:zc.lockfile   the original of the kinds zc and zc-simple, as peer
util-linux           program:flock        flock(1) as peer; mount and unshare for full disks and other namespaces
acl                  program:setfacl      files that access control lists let others write
strace               program:strace       proof that looking takes no lock and opens nothing that it must not
zsh                  program:zsh          its completion of lockscopectl is valid
fish                 program:fish         the same
groff-base           program:groff        the manual pages are well formed
xvfb                 program:Xvfb         an X server without a screen, for the window on its real platform
xauth                program:xauth        the key to that X server
clang-format         program:clang-format layout of the sources (version 14 decides, another is not asked)
desktop-file-utils   program:desktop-file-validate  the desktop entry is valid
appstream            program:appstreamcli the metainfo is valid
'

bench_needs='
libbenchmark-dev     cmake:benchmark      Google Benchmark
libboost-dev         -                    Boost.Interprocess as peer
procps               program:ps           what openlock asks about a holder
'

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf 'Lockscope: %s\n' "$*" >&2; }

# need LIST...  Installs what is missing of the lists with apt-get; where there is none, names what is missing and stops.
need()
{
    local lists
    lists=$(printf '%s' "$@")
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        need_packages "$lists"
    else
        need_tools "$lists"
    fi
    # An older CMake cannot even read the presets, and says so in words that help nobody.
    local version
    version=$(cmake --version | sed -n '1s/[^0-9]*//p')
    if [[ $(printf '%s\n' 3.25 "$version" | sort -V | head -n 1) != 3.25 ]]; then
        say "CMake 3.25 or later is needed, this is $version"
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
            say "please install these packages as root, then start again: ${missing[*]}"
            exit 1
        fi
    fi
    say "installing with ${as_root[*]:+sudo }apt-get: ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update </dev/null || say "apt-get update failed: going on with the package lists that are here"
    if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null; then
        say "apt-get could not install: ${missing[*]}"
        exit 1
    fi
}

need_tools()
{
    local name probe purpose missing=()
    while read -r name probe purpose; do
        [[ -z $name ]] || is_there "$probe" || missing+=("$(printf '  %-20s %s' "$name" "$purpose")")
    done <<<"$1"
    ((${#missing[@]})) || return 0
    say "no apt-get here. Please install what is missing (the names are Debian's), then start again:"
    printf '%s\n' "${missing[@]}" >&2
    exit 1
}

is_there()
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

# build PRESET CONFIGURE-ARGUMENT... -- TARGET...  Configures once, then builds what changed.
build()
{
    local preset=$1 folder=$project/.build/$1 configure=() quiet=()
    shift
    while [[ $1 != -- ]]; do
        configure+=("$1")
        shift
    done
    shift
    # A person wants to see the progress, a log only what went wrong.
    [[ -t 2 ]] || quiet=(-- --quiet)
    if [[ ! $folder/build.ninja -nt $project/CMakePresets.json ]]; then
        say "building in ${folder#"$project"/}, the first time takes some minutes"
        (cd "$project" && cmake --log-level=WARNING --preset "$preset" "${configure[@]}") >/dev/null
    fi
    NINJA_STATUS='Lockscope: building, step %f of %t (%p) ' cmake --build "$folder" --target "$@" "${quiet[@]}" >&2
}
