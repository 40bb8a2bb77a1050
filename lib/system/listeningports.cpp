// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/listeningports.h"

#include "system/processes.h"
#include "system/procparse.h"
#include "system/systemcalls.h"
#include "system/textfields.h"

#include <optional>
#include <string>

#include <sys/stat.h>

namespace Lockscope {

namespace {

/// A line has 150 bytes; a busy server has a few hundred thousand connections.
constexpr std::size_t LargestTable = 64 * 1024 * 1024;

/// From the kernel's include/net/tcp_states.h. An unconnected UDP socket is shown as closed.
constexpr std::string_view TcpListen = "0A";
constexpr std::string_view UdpUnconnected = "07";

/// `sl local_address rem_address st ...`; an address is hexadecimal and ends with `:PORT`.
void addPorts(std::string_view table, std::string_view state, std::set<std::int64_t> &ports)
{
    ProcParse::eachLine(table, [&](std::string_view line) {
        ProcParse::Fields fields(line);
        fields.skip(1);
        const auto local = fields.next();
        fields.skip(1);
        if (fields.next() != state)
            return;
        const auto colon = local.rfind(':');
        if (colon == std::string_view::npos)
            return;
        if (const auto port = ProcParse::number<std::int64_t>(local.substr(colon + 1), 16); port && *port > 0)
            ports.insert(*port);
    });
}

/// Identifies the network namespace of a process. Unlike `ns/net`, every user may read it.
std::optional<ino_t> tableInode(const ProcRoot &proc, const std::string &process)
{
    struct stat status = {};
    if (sys().fstatat(proc.fd(), (process + "/net/tcp").c_str(), &status, 0) != 0)
        return {};
    return status.st_ino;
}

void addPortsOf(const ProcRoot &proc, const std::string &process, std::set<std::int64_t> &ports)
{
    for (const auto *const table : {"/net/tcp", "/net/tcp6"})
        addPorts(proc.read(process + table, LargestTable).value_or(""), TcpListen, ports);
    for (const auto *const table : {"/net/udp", "/net/udp6"})
        addPorts(proc.read(process + table, LargestTable).value_or(""), UdpUnconnected, ports);
}

} // namespace

std::set<std::int64_t> listeningPorts(const ProcRoot &proc)
{
    std::set<std::int64_t> ports;
    addPortsOf(proc, "self", ports);
    std::set tables{tableInode(proc, "self")};
    for (const auto pid : allProcesses(proc)) {
        const auto process = std::to_string(pid);
        if (const auto table = tableInode(proc, process); table && tables.insert(table).second)
            addPortsOf(proc, process, ports);
    }
    return ports;
}

} // namespace Lockscope
