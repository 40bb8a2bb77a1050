// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "fuzz/corpus.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The files of a recorded tree, each preceded by `== PATH`, and each of their lines.
void addTree(const std::string &tree, std::vector<std::string> &texts)
{
    std::istringstream stream(tree);
    std::string file;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("== ")) {
            texts.push_back(std::exchange(file, {}));
            continue;
        }
        texts.push_back(line);
        file += line + '\n';
    }
    texts.push_back(file);
}

std::vector<fs::path> filesBelow(const fs::path &directory)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto &entry : fs::recursive_directory_iterator(directory, error)) {
        if (entry.is_regular_file(error))
            files.push_back(entry.path());
    }
    // The order of directory entries is random, but rounds must be repeatable.
    std::ranges::sort(files);
    return files;
}

const std::vector<std::string> Names = {
    "vm-e8da040.10602-886175548890551244",
    "vm-e8da040.106029081925898209015248",
    "vm.10602-886175548890551244",
    "vm.-e8da04010602",
    "vm.10602",
    "vm.7f3a11c0e740-4242",
    "vm.MainThread-4242",
    "box@example.org.4242:1700000000",
    "127.0.1.1:+4242",
    "box:4242",
    "box-4242",
    "box.ns/f0000000:4242",
    ".#notes.org",
    "jane@box.4242:1700000000",
    "held",
    "lock",
    "wlock",
    "LCK..ttyS0",
    ".X0-lock",
    ".notes.txt.swp",
    ".~lock.letter.odt#",
    "~$letter.docx",
    "#cvs.lock",
    "#cvs.rfl.box.4242",
    ".#lk0x55d0c0ffee.box.4242",
    "lock.mdb",
    "data.mdb",
    "main.db-shm",
    "postmaster.pid",
    "mongod.lock",
    "gc.pid",
    "SingletonLock",
    ".parentlock",
    "lock.roster",
    "lock.exclusive",
    ".terraform.tfstate.lock.info",
    "app.lock.filelock",
    "yarn.lock",
    "passwd.lock",
    "db.lck",
    "test.lock.db",
    "LOCK",
};

const std::vector<std::string> Contents = {
    "",
    "4242\n",
    " 4242\n",
    "      4242\n",
    "4242\nopenlock\n",
    "4242 box\n",
    "box:4242\n",
    "4242\napp\nbox\nmachine-id\nboot-id\n",
    R"({"pid":4242,"hostname":"box","start":1.5,"ID":"1-2","Created":"2026-11-20T22:14:05Z"})",
    R"(["box", 4242, "held", {"pid": {}}, 1e400, "\ud800"])",
    "/var/tmp/app.lock|box|4242|1700000000\n",
    "pid: 4242\nhost: box\nsince: 1700000000\n",
};

const std::vector<std::string> ProcTexts = {
    "4242 (a) b) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 3 0 987654 5500928 380 18446744073709551615 0\n",
    "Name:\tx\nTgid:\t4242\nUid:\t1000\t1000\t1000\t1000\nNSpid:\t4242\t17\t1\n",
    "72 0x7 0x26 0x7ffd 0x0 0x0 0x0 0x7ffd 0x7f00\n",
    "running\n",
    "0::/system.slice/docker-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope\n",
    "36 35 98:0 /mnt1 /mnt\\0402 rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n",
    "cpu  1 2 3\nbtime 1700000000\n",
    "1: LEASE  ACTIVE    READ 4242 08:01:99 0 EOF\n1: -> LEASE  BREAKING  UNLCK 4243 <none>:0 0 0\n",
    "2: DELEG  ACTIVE    READ 4242 08:01:99 0 EOF\n",
    "key shmid perms size cpid lpid nattch uid\n 5432001 131072 600 56 4242 4242 6 105\n",
    "3: POSIX  *NOINODE* WRITE 4242 <none>:0 0 9223372036854775806\n",
};

} // namespace

Corpus Corpus::read(const fs::path &testData)
{
    Corpus corpus;
    corpus.names = Names;
    corpus.rangeFormats = {"sqlite-db", "lmdb", "gradle", "bazel", "flock"};
    for (const auto &path : filesBelow(testData / "formats")) {
        corpus.names.push_back(path.filename());
        corpus.contents.push_back(contentOf(path));
        if (corpus.contents.back().starts_with("SQLite format 3"))
            corpus.databases.push_back(corpus.contents.back());
        if (path.native().ends_with("-wal"))
            corpus.logs.push_back(corpus.contents.back());
    }
    for (const auto &path : filesBelow(testData / "proc"))
        addTree(contentOf(path), corpus.procTexts);
    // Without recorded files there is no corpus: the caller must notice that.
    if (!corpus.contents.empty())
        corpus.contents.insert(corpus.contents.end(), Contents.begin(), Contents.end());
    if (!corpus.procTexts.empty())
        corpus.procTexts.insert(corpus.procTexts.end(), ProcTexts.begin(), ProcTexts.end());
    return corpus;
}
