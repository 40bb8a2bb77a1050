// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace App {

/// The lines of standard input, which need not be trusted. A longer line than permitted ends them.
class InputLines
{
public:
    explicit InputLines(std::size_t maxLine)
        : m_maxLine(maxLine)
    {}

    /// Waits for the next line, and returns it without its line break. Absent at the end.
    std::optional<std::string> next();

private:
    std::size_t m_maxLine;
    std::string m_buffer;
};

} // namespace App
