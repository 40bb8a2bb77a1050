// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/inputlines.h"

#include <array>
#include <cerrno>

#include <unistd.h>

namespace App {

std::optional<std::string> InputLines::next()
{
    while (true) {
        if (const auto end = m_buffer.find('\n'); end != std::string::npos) {
            auto line = m_buffer.substr(0, end);
            m_buffer.erase(0, end + 1);
            return line;
        }
        if (m_buffer.size() > m_maxLine)
            return {};
        std::array<char, 4096> bytes;
        const auto size = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return {};
        m_buffer.append(bytes.data(), static_cast<std::size_t>(size));
    }
}

} // namespace App
