// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "etcdfunctions.h"
#include "exitstatus.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <unistd.h>

namespace Ctl {

namespace {

constexpr const char *Name = "etcd/lockscopectl";

/// Beside this program, as in the directory of a build, or where the installation has it.
std::array<std::filesystem::path, 2> places()
{
    std::error_code error;
    const auto directory = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    return {directory / Name, directory / LOCKSCOPE_LIBEXEC_FROM_BIN / Name};
}

} // namespace

bool isEtcdAddress(std::string_view operand)
{
    return operand.starts_with("etcd://");
}

bool concernsEtcd(const Command &command, const Arguments &arguments)
{
    const auto &operands = arguments.operands;
    if (&command == &runCommand() || &command == &holdCommand())
        return !operands.empty() && operands.front() == "etcd";
    if (&command == &undoCommand())
        return !operands.empty() && operands.front().starts_with("etcd-");
    const std::array inspecting{&inspectCommand(), &breakCommand(), &watchCommand(), &waitCommand()};
    return std::ranges::find(inspecting, &command) != inspecting.end() && std::ranges::any_of(operands, isEtcdAddress);
}

int executeEtcdProgram(std::span<const std::string_view> words)
{
    std::vector<std::string> all(words.begin(), words.end());
    std::vector<char *> pointers;
    for (auto &word : all)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    for (const auto &place : places()) {
        ::execv(place.c_str(), pointers.data());
        if (errno != ENOENT) {
            printError(QStringLiteral("%1: %2").arg(QString::fromStdString(place.native()),
                                                    QString::fromLocal8Bit(::strerrordesc_np(errno))));
            return ExitStatus::Failed;
        }
    }
    printError(
        QStringLiteral("locks in etcd need a part of lockscopectl that is not installed (Debian: lockscopectl-etcd; "
                       "from source, it is built if Qt's Network module is found)"));
    return ExitStatus::Failed;
}

} // namespace Ctl
