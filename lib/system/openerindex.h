// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/descriptortable.h"
#include "system/procroot.h"

#include <lockscope/inode.h>

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include <sys/stat.h>

namespace Lockscope {

/// A process that has a file open or mapped.
struct FileOpener
{
    std::int64_t pid = 0;
    int fd = -1; ///< -1: it has no descriptor of the file, but a mapping
    bool reads = true;
    bool writes = false;
    std::int64_t thread = 0; ///< the thread whose descriptor table has it; 0: the table of the process

    bool isMapping() const { return fd < 0; }
};

/// Calls back for each open file of a process and of its threads with a descriptor table of their own, with the type,
/// device and inode from statx(). Does not access file servers, which may not respond. False if at least one open file
/// of the process is hidden from this user.
bool eachOpenFile(
    const ProcRoot &proc, std::int64_t pid,
    const std::function<void(const DescriptorTable &table, int fd, const struct statx &status)> &callback);

/// How a process has a file open. Absent for a descriptor that only names it (O_PATH), and if it was closed meanwhile.
std::optional<FileOpener> openerAt(const ProcRoot &proc, const DescriptorTable &table, int fd);

/// An index of the processes that have regular files open, for any number of files: built in one pass over all
/// descriptors, and in one pass over all mappings when these are first needed. This process is omitted. Thread-safe.
class OpenerIndex
{
public:
    explicit OpenerIndex(const ProcRoot &proc);

    /// The processes that have a file open, which is identified as in stat().
    std::vector<FileOpener> of(const InodeKey &file) const;
    /// The processes that have a file mapped, which is identified as in the kernel's lock table.
    std::vector<FileOpener> mappersOf(const InodeKey &inode) const;
    /// Whether every process showed its descriptors.
    bool isComplete() const { return m_complete; }

private:
    struct Place
    {
        DescriptorTable table;
        int fd = -1;
    };
    void readMappings() const;

    const ProcRoot &m_proc;
    std::unordered_multimap<InodeKey, Place> m_places;
    std::vector<std::int64_t> m_processes;
    bool m_complete = true;
    mutable std::once_flag m_mappingsRead;
    mutable std::unordered_multimap<InodeKey, std::int64_t> m_mappers;
};

} // namespace Lockscope
