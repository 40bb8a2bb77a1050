// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/listeningports.h"

#include "system/procparse.h"
#include "system/textfields.h"

namespace Lockscope {

namespace {

/// A line is 150 bytes; a busy server has some hundred thousand connections.
constexpr std::size_t LargestTable = 64 * 1024 * 1024;

/// Of the kernel's include/net/tcp_states.h. An unconnected UDP socket is shown as closed.
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

} // namespace

std::set<std::int64_t> listeningPorts(const ProcRoot &proc)
{
    std::set<std::int64_t> ports;
    for (const auto *const table : {"self/net/tcp", "self/net/tcp6"})
        addPorts(proc.read(table, LargestTable).value_or(""), TcpListen, ports);
    for (const auto *const table : {"self/net/udp", "self/net/udp6"})
        addPorts(proc.read(table, LargestTable).value_or(""), UdpUnconnected, ports);
    return ports;
}

} // namespace Lockscope
