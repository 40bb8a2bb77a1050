// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Directories full of locks, the simplest walk through them, and a scan that prints nothing, for comparison by
// tests/bench/inspection.py. Each measuring mode prints the number of locks and the seconds that it took.
//
//     scanwalk make DIR KIND COUNT DIRECTORIES   KIND: zc, pid, symlink, link
//     scanwalk walk DIR       one thread that opens, reads and closes every file
//     scanwalk careful DIR    the same with the guarantees of a scan: only regular files are opened, even if they are
//                             replaced, and a change during the read is detected
//     scanwalk scan DIR       Lockscope's scan without a printer
#include <lockscope/directoryscan.h>

#include <array>
#include <charconv>
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

/// Above any PID of a default kernel: every lock names a process that has exited.
constexpr const char *DeadPid = "4194303";

bool writeFile(int directory, const std::string &name, std::string_view content)
{
    const int fd = ::openat(directory, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return false;
    const bool written = ::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size());
    return ::close(fd) == 0 && written;
}

bool makeLock(int directory, std::string_view kind, long number)
{
    const auto name = "job" + std::to_string(number);
    const auto unique = "bench-7f3a11c0." + std::string(DeadPid) + "-" + std::to_string(1'000'000'000L + number);
    if (kind == "zc")
        return writeFile(directory, name + ".lock", std::string(" ") + DeadPid + "\n");
    if (kind == "pid")
        return writeFile(directory, name + ".pid", std::string(DeadPid) + "\n");
    if (kind == "symlink")
        return ::symlinkat(unique.c_str(), directory, (name + ".lock").c_str()) == 0;
    return writeFile(directory, unique, {}) &&
           ::linkat(directory, unique.c_str(), directory, (name + ".lock").c_str(), 0) == 0;
}

int make(const std::string &place, std::string_view kind, long count, long directories)
{
    for (long directory = 0; directory < directories; ++directory) {
        const auto path = place + "/d" + std::to_string(directory);
        if (::mkdir(path.c_str(), 0755) != 0)
            return EXIT_FAILURE;
        const int fd = ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        for (long number = directory * count / directories; number < (directory + 1) * count / directories; ++number) {
            if (!makeLock(fd, kind, number))
                return EXIT_FAILURE;
        }
        ::close(fd);
    }
    return EXIT_SUCCESS;
}

std::array<char, 65536> buffer;

/// Reads one directory entry that is not a directory itself.
using Visit = bool (*)(int directory, const dirent &entry);

bool visitPlainly(int directory, const dirent &entry)
{
    if (entry.d_type == DT_LNK)
        return ::readlinkat(directory, entry.d_name, buffer.data(), buffer.size()) >= 0;
    const int fd = ::openat(directory, entry.d_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    const bool read = fd >= 0 && ::read(fd, buffer.data(), buffer.size()) >= 0;
    return ::close(fd) == 0 && read;
}

bool visitCarefully(int directory, const dirent &entry)
{
    static const int own = ::open("/proc/self/fd", O_PATH | O_DIRECTORY | O_CLOEXEC);
    constexpr unsigned Asked = STATX_BASIC_STATS | STATX_BTIME;
    struct statx status = {};
    if (entry.d_type == DT_LNK)
        return ::readlinkat(directory, entry.d_name, buffer.data(), buffer.size()) >= 0 &&
               ::statx(directory, entry.d_name, AT_SYMLINK_NOFOLLOW, Asked, &status) == 0;
    const int inode = ::openat(directory, entry.d_name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (inode < 0 || ::statx(inode, "", AT_EMPTY_PATH, Asked, &status) != 0)
        return false;
    bool seen = true;
    if (S_ISREG(status.stx_mode) && status.stx_size > 0) {
        std::array<char, 16> number{};
        std::to_chars(number.data(), number.data() + number.size(), inode);
        const int fd = ::openat(own, number.data(), O_RDONLY | O_NOATIME | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        seen = fd >= 0 && ::read(fd, buffer.data(), status.stx_size) >= 0 &&
               ::statx(inode, "", AT_EMPTY_PATH, Asked, &status) == 0;
        ::close(fd);
    }
    return ::close(inode) == 0 && seen;
}

/// As a C program would do it: no allocation per entry, one buffer for all contents.
long walk(int directory, Visit visit)
{
    long files = 0;
    DIR *stream = ::fdopendir(directory);
    if (!stream)
        return 0;
    while (const auto *entry = ::readdir(stream)) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        if (entry->d_type == DT_DIR) {
            files += walk(::openat(directory, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC), visit);
            continue;
        }
        ++files;
        if (!visit(directory, *entry))
            std::perror(entry->d_name);
    }
    ::closedir(stream);
    return files;
}

long scan(const std::string &place)
{
    std::size_t locks = 0;
    Lockscope::ScanSink sink;
    sink.batch = [&](const std::vector<Lockscope::LockReport> &reports) { locks += reports.size(); };
    Lockscope::scanDirectories({place}, Lockscope::Inspector(), {}, sink);
    return static_cast<long>(locks);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view mode = argc > 2 ? argv[1] : "";
    if (mode == "make" && argc == 6)
        return make(argv[2], argv[3], std::atol(argv[4]), std::atol(argv[5]));
    if ((mode != "walk" && mode != "careful" && mode != "scan") || argc != 3) {
        std::fputs("usage: scanwalk make DIR KIND COUNT FOLDERS | walk DIR | careful DIR | scan DIR\n", stderr);
        return 2;
    }
    const auto walkBy = [&](Visit visit) { return walk(::open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC), visit); };
    const auto start = std::chrono::steady_clock::now();
    const long found = mode == "scan" ? scan(argv[2]) : walkBy(mode == "walk" ? visitPlainly : visitCarefully);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    std::printf("%ld %.6f\n", found, passed.count());
    return EXIT_SUCCESS;
}
