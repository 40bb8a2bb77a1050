// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

class QJsonObject;

namespace Lockscope {

// A text of an unknown program may record the holder under a key of its own: `"worker": 4243` beside `"pid": 4242`.

/// The numbers in the JSON that may be PIDs, other than the recorded PID; not those under keys for ports, times and the
/// like.
std::vector<std::int64_t> unreadNumbers(const QJsonObject &object, std::string_view pid);

/// The same for lines with keys and values.
std::vector<std::int64_t> unreadNumbers(std::string_view text, std::string_view pid);

} // namespace Lockscope
