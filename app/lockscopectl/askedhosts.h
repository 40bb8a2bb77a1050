// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"

#include <lockscope/hosts.h>
#include <lockscope/inspector.h>

#include <memory>
#include <optional>
#include <vector>

namespace Ctl {

/// The hosts that --ask permits to ask.
class AskedHosts
{
public:
    /// Null, after printing the error, if the list of hosts cannot be used or does not contain the host of --ask=HOST.
    static std::unique_ptr<AskedHosts> of(const Arguments &arguments);

    /// Asks the hosts that the undecided reports name, and inspects those locks again with the answers.
    void decide(std::vector<Lockscope::LockReport> &reports, Lockscope::Inspector &inspector);

    const std::shared_ptr<Lockscope::RemoteHosts> &hosts() const { return m_hosts; }

private:
    std::shared_ptr<Lockscope::RemoteHosts> m_hosts;
    std::string m_only;
};

} // namespace Ctl
