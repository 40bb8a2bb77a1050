// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/descriptorlocks.h"

#include "system/openfiles.h"
#include "system/readall.h"
#include "system/systemcalls.h"
#include "system/textfields.h"

#include <array>
#include <charconv>
#include <vector>

namespace Lockscope {

namespace {

constexpr std::size_t LargestFdInfo = 64 * 1024 * 1024;
constexpr std::string_view LockMark = "\nlock:";

/// Reads fdinfo files one after the other into the same buffer: nearly all of them are a few lines without locks.
class FdInfoReader
{
public:
    /// Absent on error, with errno set. Valid until the next call.
    std::optional<std::string_view> read(int directory, const char *name)
    {
        const FileDescriptor file(sys().openat(directory, name, O_RDONLY | O_CLOEXEC));
        if (!file)
            return {};
        const auto got = retryInterrupted([&] { return sys().read(file.get(), m_page.data(), m_page.size()); });
        if (got < 0)
            return {};
        const std::string_view first(m_page.data(), static_cast<std::size_t>(got));
        if (first.size() < m_page.size() || first.find(LockMark) == std::string_view::npos)
            return first;
        const auto rest = readAll(file.get(), LargestFdInfo);
        if (!rest)
            return {};
        m_whole.assign(first).append(*rest);
        return m_whole;
    }

private:
    std::array<char, 4096> m_page;
    std::string m_whole;
};

} // namespace

DescriptorWalk eachDescriptorLock(const ProcRoot &proc, const DescriptorTable &table,
                                  const std::function<void(int, const ProcParse::LockLine &)> &callback)
{
    const auto place = table.directory() + "/fdinfo";
    FileDescriptor directory(sys().openat(proc.fd(), place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory)
        return errno == EACCES || errno == EPERM ? DescriptorWalk::Hidden : DescriptorWalk::Ended;

    // The kernel prints all locks of an open file for each duplicate of its descriptor: for a file with many locks and
    // many duplicates, reading them all would take time proportional to the product.
    constexpr std::size_t ManyLocks = 64 * 1024;
    constexpr std::size_t MostCompared = 8;
    std::vector<int> withManyLocks;
    auto walk = DescriptorWalk::Complete;
    FdInfoReader reader;
    const int directoryFd = directory.get();
    const bool readable = eachNumberIn(std::move(directory), [&](std::int64_t number) {
        const int fd = static_cast<int>(number);
        for (const int known : withManyLocks)
            if (proc.isLive() && compareOpenFiles({table.task(), known}, {table.task(), fd}) == FileOrder::Same)
                return;

        std::array<char, 16> name = {};
        std::to_chars(name.data(), name.data() + name.size() - 1, fd);
        const auto text = reader.read(directoryFd, name.data());
        if (!text) {
            if (errno == EACCES || errno == EPERM)
                walk = DescriptorWalk::Hidden;
            return;
        }
        if (text->find(LockMark) == std::string_view::npos)
            return;
        if (text->size() >= ManyLocks && withManyLocks.size() < MostCompared)
            withManyLocks.push_back(fd);
        ProcParse::eachLine(*text, [&](std::string_view line) {
            if (const auto lock = ProcParse::lockLine(ProcParse::valueOf(line, "lock:")))
                callback(fd, *lock);
        });
    });
    return readable ? walk : DescriptorWalk::Ended;
}

} // namespace Lockscope
