// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/hosts.h>

#include <QString>

#include <optional>
#include <string>

namespace Lockscope::Ui {

/// Why a command for a host did not run there, a sentence without a full stop.
QString problemText(const HostCommand::End &end);

/// The host of the list with this name, or why it cannot be used. Reads a file.
struct FoundHost
{
    std::optional<ListedHost> host;
    QString problem;
};
FoundHost findHost(const std::string &name);

} // namespace Lockscope::Ui
