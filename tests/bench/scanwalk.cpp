// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Folders full of locks, the plainest walk through them, and a scan that prints nothing: what tests/bench/inspection.py
// compares. Each measuring mode prints how many locks it met and the seconds it took.
//
//     scanwalk make DIR KIND COUNT FOLDERS   KIND: zc, pid, symlink, link
//     scanwalk walk DIR                      one thread that opens, reads and closes every file
//     scanwalk scan DIR                      Lockscope's scan without a printer
#include <lockscope/folderscan.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

/// More than any process of a default kernel has: every lock names a process that has ended.
constexpr const char *DeadPid = "4194303";

bool writeFile(int folder, const std::string &name, std::string_view content)
{
    const int fd = ::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return false;
    const bool written = ::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size());
    return ::close(fd) == 0 && written;
}

bool makeLock(int folder, std::string_view kind, long number)
{
    const auto name = "job" + std::to_string(number);
    const auto unique = "bench-7f3a11c0." + std::string(DeadPid) + "-" + std::to_string(1'000'000'000L + number);
    if (kind == "zc")
        return writeFile(folder, name + ".lock", std::string(" ") + DeadPid + "\n");
    if (kind == "pid")
        return writeFile(folder, name + ".pid", std::string(DeadPid) + "\n");
    if (kind == "symlink")
        return ::symlinkat(unique.c_str(), folder, (name + ".lock").c_str()) == 0;
    return writeFile(folder, unique, {}) && ::linkat(folder, unique.c_str(), folder, (name + ".lock").c_str(), 0) == 0;
}

int make(const std::string &place, std::string_view kind, long count, long folders)
{
    for (long folder = 0; folder < folders; ++folder) {
        const auto path = place + "/d" + std::to_string(folder);
        if (::mkdir(path.c_str(), 0755) != 0)
            return EXIT_FAILURE;
        const int fd = ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        for (long number = folder * count / folders; number < (folder + 1) * count / folders; ++number) {
            if (!makeLock(fd, kind, number))
                return EXIT_FAILURE;
        }
        ::close(fd);
    }
    return EXIT_SUCCESS;
}

/// As a C program would do it: no allocation for an entry, one buffer for all contents.
long walk(int folder)
{
    static std::array<char, 65536> buffer;
    long files = 0;
    DIR *stream = ::fdopendir(folder);
    if (!stream)
        return 0;
    while (const auto *entry = ::readdir(stream)) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        if (entry->d_type == DT_DIR) {
            files += walk(::openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
            continue;
        }
        ++files;
        if (entry->d_type == DT_LNK) {
            if (::readlinkat(folder, entry->d_name, buffer.data(), buffer.size()) < 0)
                std::perror(entry->d_name);
            continue;
        }
        const int fd = ::openat(folder, entry->d_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0 || ::read(fd, buffer.data(), buffer.size()) < 0)
            std::perror(entry->d_name);
        ::close(fd);
    }
    ::closedir(stream);
    return files;
}

long scan(const std::string &place)
{
    std::size_t locks = 0;
    Lockscope::ScanSink sink;
    sink.batch = [&](const std::vector<Lockscope::LockReport> &reports) { locks += reports.size(); };
    Lockscope::scanFolders({place}, Lockscope::Inspector(), {}, sink);
    return static_cast<long>(locks);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view mode = argc > 2 ? argv[1] : "";
    if (mode == "make" && argc == 6)
        return make(argv[2], argv[3], std::atol(argv[4]), std::atol(argv[5]));
    if ((mode != "walk" && mode != "scan") || argc != 3) {
        std::fputs("usage: scanwalk make DIR KIND COUNT FOLDERS | walk DIR | scan DIR\n", stderr);
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const long found = mode == "scan" ? scan(argv[2]) : walk(::open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    std::printf("%ld %.6f\n", found, passed.count());
    return EXIT_SUCCESS;
}
