// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>

namespace Lockscope::ProcParse {

/// Splits a text at spaces and tabs; several in a row count as one.
class Fields
{
public:
    explicit Fields(std::string_view text)
        : m_rest(text)
    {}

    /// The next field; empty at the end.
    std::string_view next()
    {
        constexpr std::string_view Blanks = " \t\n";
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(Blanks), m_rest.size()));
        const auto field = m_rest.substr(0, m_rest.find_first_of(Blanks));
        m_rest.remove_prefix(field.size());
        return field;
    }
    void skip(int count)
    {
        while (count-- > 0)
            next();
    }

private:
    std::string_view m_rest;
};

/// Calls back for each line, without its line break.
template <typename Callback>
void eachLine(std::string_view text, Callback callback)
{
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        callback(line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
}

/// The rest of the line after the name and the colon, if the line begins with them.
inline std::string_view valueOf(std::string_view line, std::string_view nameAndColon)
{
    return line.starts_with(nameAndColon) ? line.substr(nameAndColon.size()) : std::string_view();
}

} // namespace Lockscope::ProcParse
