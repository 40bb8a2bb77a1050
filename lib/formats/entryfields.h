// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entry.h"
#include "formats/format.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QJsonObject;

namespace Lockscope {

/// The values that the patterns of a rule found in a lock.
class EntryFields
{
public:
    explicit EntryFields(const EntryRule &rule)
        : m_rule(rule)
    {}

    void add(EntryField field, std::string_view value);
    void add(std::string_view group, std::string_view value);
    /// False if a required position is missing.
    bool addJson(std::span<const EntryPlace> places, const QJsonObject &object);
    bool addKeys(std::span<const EntryPlace> places, std::string_view text);
    /// For a text of an unknown program: if it has more keys for PIDs than were found, or may name another host, the
    /// rest may name the holder. The object is the text as JSON, if it is that.
    void noteUnread(std::string_view text, const QJsonObject *object);

    /// Writes them into the claim and the members that depend on them; false if one has an impossible value.
    bool fill(const EntryRule &rule, FormatReading &reading) const;
    /// Replaces `{file}`, `{pid}` and other fields by the values found, `{name}` by the name of the lock and `{stem}`
    /// by the name without its last extension.
    std::string expanded(std::string_view text, std::string_view name) const;

private:
    /// The values of a field, in the order in which they were found.
    const std::vector<std::string> &valuesOf(EntryField field) const;
    bool fillField(EntryField field, const std::string &value, const EntryRule &rule, FormatReading &reading) const;
    bool fillPids(FormatReading &reading) const;

    std::vector<std::vector<std::string>> m_values; ///< by field; empty until one is found, as in most comparisons
    bool m_hasMorePids = false;
    bool m_mayNameOtherHost = false;
    std::vector<std::int64_t> m_unreadNumbers;
    const EntryRule &m_rule;
};

} // namespace Lockscope
