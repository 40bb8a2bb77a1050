// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/processfacts.h>

#include "system/mounts.h"
#include "system/processes.h"
#include "system/procparse.h"
#include "system/procroot.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

#include <fcntl.h>

namespace Lockscope {

namespace {

/// The children of all threads of a process; empty on a kernel without CONFIG_PROC_CHILDREN.
std::set<std::int64_t> childrenOf(const ProcRoot &proc, std::int64_t pid)
{
    std::set<std::int64_t> children;
    const auto tasks = std::to_string(pid) + "/task";
    proc.eachNumber(tasks, [&](std::int64_t thread) {
        const auto text = proc.read(tasks + '/' + std::to_string(thread) + "/children").value_or("");
        const char *at = text.data();
        const char *const end = at + text.size();
        std::int64_t child = 0;
        for (std::from_chars_result number = {}; at < end; at = number.ptr + 1) {
            number = std::from_chars(at, end, child);
            if (number.ec != std::errc())
                break;
            children.insert(child);
        }
    });
    return children;
}

/// Compares the inode number and, if the mount is known, the device: accessing the file itself could hang.
bool isOf(const ProcParse::FdInfo &info, const InodeKey &file, const MountTable &mounts)
{
    if (info.inode != file.inode)
        return false;
    const auto mount = info.mountId ? mounts.mountOf(*info.mountId) : std::nullopt;
    return !mount || (mount->major == file.major && mount->minor == file.minor);
}

void readFiles(ProcessTree &tree, const ProcRoot &proc, const InodeKey &file)
{
    const MountTable mounts(proc);
    const auto directory = std::to_string(tree.process.pid);
    const bool areShown = proc.eachNumber(directory + "/fdinfo", [&](std::int64_t fd) {
        const auto name = '/' + std::to_string(fd);
        const auto text = proc.read(directory + "/fdinfo" + name);
        const auto info = text ? ProcParse::fdInfo(*text) : ProcParse::FdInfo();
        if (!isOf(info, file, mounts))
            return;
        const auto access = info.flags & O_ACCMODE;
        tree.files.push_back({.fd = static_cast<int>(fd),
                              .reads = access != O_WRONLY,
                              .writes = access != O_RDONLY,
                              .name = proc.readLink(directory + "/fd" + name).value_or("")});
    });
    tree.filesHidden = !areShown;
    std::ranges::sort(tree.files, {}, &ProcessTree::OpenFile::fd);
}

} // namespace

std::optional<ProcessTree> ProcessTree::read(const ProcessFacts &process, const std::optional<InodeKey> &file,
                                             const std::filesystem::path &procRoot)
{
    const ProcRoot proc(procRoot);
    const auto host = HostIdentity::read(procRoot);
    auto now = readProcess(proc, process.pid, host);
    if (!now || now->startTicks != process.startTicks)
        return {};
    ProcessTree tree;
    tree.process = std::move(*now);
    tree.workingDirectory = proc.readLink(std::to_string(process.pid) + "/cwd").value_or("");
    for (auto parent = tree.process.ppid; parent > 0 && tree.ancestors.size() < MostAncestors;) {
        auto facts = readProcess(proc, parent, host);
        if (!facts)
            break;
        parent = facts->ppid;
        tree.ancestors.push_back(std::move(*facts));
    }
    for (const auto child : childrenOf(proc, tree.process.pid)) {
        if (tree.children.size() == MostChildren)
            break;
        if (auto facts = readProcess(proc, child, host))
            tree.children.push_back(std::move(*facts));
    }
    std::ranges::stable_sort(tree.children, {}, &ProcessFacts::startTicks);
    if (file)
        readFiles(tree, proc, *file);
    return tree;
}

} // namespace Lockscope
