// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/nfsclients.h"

#include "system/processes.h"
#include "system/procparse.h"
#include "system/textfields.h"

#include <algorithm>
#include <string>

namespace Lockscope {

namespace {

constexpr std::string_view Clients = "fs/nfsd/clients";

/// A line of a state has about 200 bytes; a client may have a hundred thousand open files.
constexpr std::size_t LargestStates = 64 * 1024 * 1024;

std::string_view withoutQuotes(std::string_view text)
{
    if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"'))
        return text.substr(1, text.size() - 2);
    return text;
}

/// `- 0x000000013de00c6b: { type: lock, superblock: "00:1d:3", filename: "share/a.lock", owner: ... }`. The name of the
/// file follows, and may contain anything: only the beginning of the line is read.
std::optional<InodeKey> lockedFile(std::string_view line)
{
    constexpr std::string_view Lock = ": { type: lock, superblock: \"";
    constexpr std::string_view Begin = "- 0x";
    if (!line.starts_with(Begin))
        return {};
    line.remove_prefix(Begin.size());
    line.remove_prefix(std::min(line.find_first_not_of("0123456789abcdef"), line.size()));
    if (!line.starts_with(Lock))
        return {};
    line.remove_prefix(Lock.size());
    return ProcParse::inodeKey(line.substr(0, line.find('"')));
}

KernelLock::ForNfs servedBy(const ProcRoot &proc, std::int64_t pid)
{
    const auto text = proc.read(std::to_string(pid) + "/stat");
    const auto stat = text ? ProcParse::stat(*text) : std::nullopt;
    // Any process may call itself nfsd.
    if (!stat || !stat->isKernelThread())
        return KernelLock::ForNfs::No;
    if (stat->name == "nfsd")
        return KernelLock::ForNfs::Version4;
    return stat->name == "lockd" ? KernelLock::ForNfs::Version3 : KernelLock::ForNfs::No;
}

} // namespace

NfsClient parseNfsClientInfo(std::string_view text)
{
    NfsClient client;
    ProcParse::eachLine(text, [&](std::string_view line) {
        if (const auto name = ProcParse::valueOf(line, "name: "); !name.empty())
            client.name = withoutQuotes(name);
        else if (const auto address = ProcParse::valueOf(line, "address: "); !address.empty())
            client.address = withoutQuotes(address);
        else if (const auto status = ProcParse::valueOf(line, "status: "); !status.empty())
            client.isLeaseExpired = status == "courtesy" || status == "expirable";
        else if (const auto seconds =
                     ProcParse::number<std::int64_t>(ProcParse::valueOf(line, "seconds from last renew: ")))
            client.sinceRenewal = std::chrono::seconds(*seconds);
    });
    return client;
}

std::vector<InodeKey> parseNfsLockStates(std::string_view text)
{
    std::vector<InodeKey> files;
    ProcParse::eachLine(text, [&](std::string_view line) {
        if (const auto file = lockedFile(line))
            files.push_back(*file);
    });
    std::ranges::sort(files);
    const auto repeated = std::ranges::unique(files);
    files.erase(repeated.begin(), repeated.end());
    return files;
}

std::optional<NfsClientsByFile> readNfsClients(const ProcRoot &proc)
{
    NfsClientsByFile clients;
    bool isComplete = true;
    const bool isListed = proc.eachNumber(Clients, [&](std::int64_t id) {
        const auto directory = std::string(Clients) + '/' + std::to_string(id);
        const auto info = proc.read(directory + "/info");
        const auto states = proc.read(directory + "/states", LargestStates);
        // A client that unmounts vanishes meanwhile, and so do its locks.
        if (!info || !states) {
            isComplete = isComplete && errno != EACCES && errno != EPERM;
            return;
        }
        const auto client = parseNfsClientInfo(*info);
        for (const auto &file : parseNfsLockStates(*states))
            clients[file].push_back(client);
    });
    return isListed && isComplete ? std::optional(std::move(clients)) : std::nullopt;
}

void findNfsClients(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    std::map<std::int64_t, KernelLock::ForNfs> servers;
    std::optional<std::optional<NfsClientsByFile>> clients;
    for (auto *lock : locks) {
        lock->forNfs = KernelLock::ForNfs::No;
        lock->nfsClients.clear();
        const bool isByTable = lock->holders.size() == 1 && lock->holders.front().source == LockHolder::Source::Table;
        // A delegation to a client appears as a lease.
        if ((!isByTable && !lock->holders.empty()) || lock->type == KernelLock::Type::Lease)
            continue;
        const auto [server, isNew] = servers.try_emplace(lock->tablePid);
        if (isNew)
            server->second = servedBy(proc, lock->tablePid);
        lock->forNfs = server->second;
        // Not a process that exits while the server is running.
        if (lock->forNfs != KernelLock::ForNfs::No && lock->holders.empty())
            lock->holders.push_back(
                {lock->tablePid, -1, processName(proc, lock->tablePid), false, LockHolder::Source::Table});
        if (lock->forNfs != KernelLock::ForNfs::Version4)
            continue;
        if (!clients)
            clients = readNfsClients(proc);
        if (!*clients)
            continue;
        if (const auto found = (*clients)->find(lock->inode); found != (*clients)->end())
            lock->nfsClients = found->second;
    }
}

} // namespace Lockscope
