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
    int fd = -1; ///< -1: it has no descriptor of it, but a mapping
    bool reads = true;
    bool writes = false;
    std::int64_t thread = 0; ///< the thread whose descriptor table has it; 0: the table of the process

    bool isMapping() const { return fd < 0; }
};

/// Calls back for each open file of a process and of its threads that have their own descriptor table, with what
/// statx() says of its type, device and inode. Asks no file server, which may not answer. False if the process hides at
/// least one of its open files from this user.
bool eachOpenFile(
    const ProcRoot &proc, std::int64_t pid,
    const std::function<void(const DescriptorTable &table, int fd, const struct statx &status)> &callback);

/// How a process has a file open: absent for a descriptor that only names it (O_PATH), and if it was closed meanwhile.
std::optional<FileOpener> openerAt(const ProcRoot &proc, const DescriptorTable &table, int fd);

/// Which processes have which regular files open: one pass over all descriptors, and one over all mappings when
/// somebody asks for these, for any number of files. This process itself is left out. Safe in any thread.
class OpenerIndex
{
public:
    explicit OpenerIndex(const ProcRoot &proc);

    /// The openers of a file, which is named as stat() does.
    std::vector<FileOpener> of(const InodeKey &file) const;
    /// The processes that have a file mapped, which is named as the kernel's lock table does.
    std::vector<FileOpener> mappersOf(const InodeKey &inode) const;
    /// Every process showed its descriptors.
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
