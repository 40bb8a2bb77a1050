// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

class QJsonObject;

namespace Lockscope {

// Programs record hosts and containers under keys of their own. A PID proves nothing if one of them was not understood.

/// What was understood of a text whose program is unknown.
struct UnderstoodOwner
{
    std::string_view pid;  ///< its digits
    std::string_view host; ///< empty: none
};

/// Whether a value in the JSON may name another host or a container.
bool mayNameOtherHost(const QJsonObject &object, const UnderstoodOwner &owner);

/// The same for lines with keys and values, as in YAML and INI files.
bool mayNameOtherHost(std::string_view text, const UnderstoodOwner &owner);

/// `processId`, `process_id` and `PROCESS-ID` are one word.
std::string plainSpelling(std::string_view key);

} // namespace Lockscope
