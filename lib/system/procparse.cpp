// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procparse.h"

#include "system/textfields.h"

namespace Lockscope::ProcParse {

std::optional<Stat> stat(std::string_view text)
{
    // The name is in parentheses and may itself contain parentheses, spaces and line breaks: nothing after it contains
    // one.
    const auto open = text.find('(');
    const auto close = text.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return {};

    Fields before(text.substr(0, open));
    const auto pid = number<std::int64_t>(before.next());
    Fields fields(text.substr(close + 1));
    const auto state = fields.next();
    const auto ppid = number<std::int64_t>(fields.next());
    fields.skip(4); // pgrp .. tpgid: fields 5 to 8 of proc(5)
    const auto flags = number<std::uint64_t>(fields.next());
    fields.skip(10); // minflt .. nice
    const auto threads = number<int>(fields.next());
    fields.skip(1); // itrealvalue
    const auto start = number<std::uint64_t>(fields.next());
    if (!pid || state.size() != 1 || !ppid || !flags || !threads || !start)
        return {};
    auto name = std::string(text.substr(open + 1, close - open - 1));
    return Stat{*pid, std::move(name), state.front(), *ppid, *threads, *start, *flags};
}

bool Stat::isKernelThread() const
{
    constexpr std::uint64_t KernelThread = 0x00200000; // PF_KTHREAD
    return (flags & KernelThread) != 0;
}

Status status(std::string_view text)
{
    Status status;
    eachLine(text, [&](std::string_view line) {
        if (const auto uids = valueOf(line, "Uid:"); !uids.empty()) {
            status.uid = number<std::int64_t>(Fields(uids).next()).value_or(-1);
        } else if (const auto group = valueOf(line, "Tgid:"); !group.empty()) {
            status.threadGroup = number<std::int64_t>(Fields(group).next()).value_or(0);
        } else if (const auto state = valueOf(line, "State:"); !state.empty()) {
            const auto letter = Fields(state).next();
            status.state = letter.empty() ? '?' : letter.front();
        } else if (const auto threads = valueOf(line, "Threads:"); !threads.empty()) {
            status.threads = number<int>(Fields(threads).next()).value_or(0);
        } else if (const auto pids = valueOf(line, "NSpid:"); !pids.empty()) {
            Fields fields(pids);
            for (auto field = fields.next(); !field.empty(); field = fields.next())
                if (const auto pid = number<std::int64_t>(field))
                    status.namespacePids.push_back(*pid);
        }
    });
    return status;
}

std::vector<std::string> commandLine(std::string_view bytes)
{
    std::vector<std::string> arguments;
    while (!bytes.empty()) {
        const auto argument = bytes.substr(0, bytes.find('\0'));
        arguments.emplace_back(argument);
        bytes.remove_prefix(std::min(argument.size() + 1, bytes.size()));
    }
    return arguments;
}

std::optional<BlockedCall> blockedCall(std::string_view text)
{
    Fields fields(text);
    const auto hexadecimal = [](std::string_view field) {
        return field.starts_with("0x") ? number<std::uint64_t>(field.substr(2), 16) : std::nullopt;
    };
    const auto call = number<long>(fields.next());
    const auto first = hexadecimal(fields.next());
    const auto second = hexadecimal(fields.next());
    // A thread that is blocked outside of a system call shows -1.
    if (!call || *call < 0 || !first || !second)
        return {};
    return BlockedCall{*call, *first, *second};
}

std::optional<std::int64_t> bootSeconds(std::string_view procStat)
{
    std::optional<std::int64_t> seconds;
    eachLine(procStat, [&](std::string_view line) {
        if (const auto value = valueOf(line, "btime "); !value.empty())
            seconds = number<std::int64_t>(Fields(value).next());
    });
    return seconds;
}

} // namespace Lockscope::ProcParse
