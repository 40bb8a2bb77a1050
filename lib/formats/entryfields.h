// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entry.h"
#include "formats/recogniser.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QJsonObject;

namespace Lockscope {

/// What the patterns of a rule found in a lock.
class EntryFields
{
public:
    explicit EntryFields(const EntryRule &rule)
        : m_rule(rule)
    {}

    void add(EntryField field, std::string_view value);
    void add(std::string_view group, std::string_view value);
    /// False where a place that must exist is missing.
    bool addJson(std::span<const EntryPlace> places, const QJsonObject &object);
    bool addKeys(std::span<const EntryPlace> places, std::string_view text);

    /// Writes them into the claim and what else they decide; false where one has a value that it cannot have.
    bool fill(const EntryRule &rule, Recognition &reading) const;
    /// Replaces `{file}`, `{pid}` and the others by what was found, `{name}` by the lock's name and `{stem}` by
    /// that without its last extension.
    std::string expanded(std::string_view text, std::string_view name) const;

private:
    bool fillField(EntryField field, const std::string &value, const EntryRule &rule, Recognition &reading) const;
    bool fillPids(Recognition &reading) const;

    std::array<std::vector<std::string>, static_cast<std::size_t>(EntryField::Count)> m_values;
    const EntryRule &m_rule;
};

} // namespace Lockscope
