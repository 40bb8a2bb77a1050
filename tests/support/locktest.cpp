// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/locktest.h"

#include "system/filedescriptor.h"
#include "system/mounts.h"

#include <lockscope/processfacts.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>

#include <fcntl.h>

using namespace Lockscope;

TestDirectory::TestDirectory()
{
    auto name = (std::filesystem::temp_directory_path() / "lockscope-XXXXXX").native();
    if (!::mkdtemp(name.data()))
        qFatal("%s cannot be created", name.c_str());
    m_path = std::filesystem::canonical(name);
}

TestDirectory::~TestDirectory()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::filesystem::path makeFile(const std::filesystem::path &path, const QByteArray &content)
{
    std::ofstream file(path, std::ios::binary);
    if (!file.write(content.constData(), content.size()).flush())
        qFatal("%s cannot be written", path.c_str());
    return path;
}

InodeKey inodeOf(const std::filesystem::path &path)
{
    const FileDescriptor fd(::open(path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    const auto place = MountTable().placeOf(fd.get());
    return place ? place->inode : InodeKey();
}

bool canProveFree()
{
    return HostIdentity::read().seesAllProcesses();
}

std::vector<KernelLock> locksOn(const InodeKey &inode)
{
    // The kernel writes its table page by page: while locks of other processes change, a lock may appear on two pages
    // or on none. Two equal readings in a row are reliable.
    std::vector<KernelLock> locks;
    std::optional<std::size_t> before;
    for (int reading = 0; reading < 50 && before != locks.size(); ++reading) {
        if (reading > 0)
            before = locks.size();
        auto table = KernelLockTable::readLines();
        if (!table)
            return {};
        table->resolve(std::array{inode});
        locks = table->on(inode);
    }
    return locks;
}

std::vector<KernelLock> locksOn(const std::filesystem::path &path)
{
    return locksOn(inodeOf(path));
}

namespace {

template <typename Person>
std::vector<std::int64_t> sortedPids(const std::vector<Person> &people)
{
    std::vector<std::int64_t> pids;
    std::ranges::transform(people, std::back_inserter(pids), &Person::pid);
    std::ranges::sort(pids);
    return pids;
}

} // namespace

std::vector<std::int64_t> holderPids(const KernelLock &lock)
{
    return sortedPids(lock.holders);
}

std::vector<std::int64_t> waiterPids(const KernelLock &lock)
{
    return sortedPids(lock.waiters);
}
