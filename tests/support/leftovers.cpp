// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/leftovers.h"

#include "locks/heldmarks.h"
#include "support/locktest.h"
#include "system/filedescriptor.h"
#include "system/heldinodes.h"

#include <QFile>

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr auto Inotify = "anon_inode:inotify";

/// The lines of the kernel's table about the file. The kernel writes the table page by page, and only a page is
/// consistent: lines that other programs shift to the next page would be counted twice. So only the first page that
/// contains any of the file's lines is used.
QByteArrayList linesOn(const std::filesystem::path &path)
{
    if (!std::filesystem::exists(path))
        return {};
    const auto key = inodeOf(path);
    const auto inode = QString::asprintf(" %02x:%02x:%llu ", key.major, key.minor, qulonglong{key.inode}).toLatin1();
    // Not QFile, which continues to read until it has the requested size.
    const Lockscope::FileDescriptor table(::open("/proc/locks", O_RDONLY | O_CLOEXEC));
    QByteArrayList lines;
    std::array<char, 1 << 16> page;
    for (auto size = ::read(table.get(), page.data(), page.size()); size > 0 && lines.isEmpty();
         size = ::read(table.get(), page.data(), page.size())) {
        lines = QByteArray(page.data(), size).split('\n');
        lines.removeIf([&](const QByteArray &line) { return !line.contains(inode); });
    }
    return lines;
}

bool isWaiter(const QByteArray &line)
{
    return line.contains("->");
}

} // namespace

QStringList openDescriptors()
{
    QStringList result;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone; // the descriptor of this loop itself
        const auto target = std::filesystem::read_symlink(entry, gone);
        if (!gone && !target.native().starts_with("/proc/") && target != Inotify)
            result += QString::fromStdString(entry.path().filename().native() + ' ' + target.native());
    }
    result.sort();
    return result;
}

int openInotifies()
{
    int count = 0;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        count += std::filesystem::read_symlink(entry, gone) == Inotify ? 1 : 0;
    }
    return count;
}

std::size_t heldMarkers()
{
    return Lockscope::HeldMarks::instance().size();
}

std::size_t heldInodes()
{
    return Lockscope::HeldInodes::instance().size();
}

QByteArrayList kernelLocksOn(const std::filesystem::path &path)
{
    QByteArrayList result;
    for (const auto &line : linesOn(path)) {
        const auto words = line.simplified().split(' ');
        if (!isWaiter(line))
            result += words.value(1) + ' ' + words.value(3);
    }
    std::ranges::sort(result);
    return result;
}

int kernelWaitersOn(const std::filesystem::path &path)
{
    return static_cast<int>(std::ranges::count_if(linesOn(path), isWaiter));
}

QByteArray contentOf(const std::filesystem::path &path)
{
    QFile file(QString::fromStdString(path.native()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const std::filesystem::path &path, const QByteArray &content)
{
    QFile file(QString::fromStdString(path.native()));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", path.c_str());
}
