// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entry.h"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A sentence that several entries share: `stale-rule = "process-exited"`.
struct SharedText
{
    std::string_view id;
    std::string_view text;
};

/// An error in a file of entries, with its line.
struct EntryProblem
{
    std::int64_t line = 0;
    std::string message;
};

/// Storage that entries read from text refer to. Movable, not copyable.
class EntryStore
{
public:
    EntryStore() = default;
    EntryStore(EntryStore &&) = default;
    EntryStore &operator=(EntryStore &&) = default;
    EntryStore(const EntryStore &) = delete;
    EntryStore &operator=(const EntryStore &) = delete;
    ~EntryStore() = default;

    std::string_view keep(std::string text);
    std::span<const std::string_view> keep(std::vector<std::string_view> list);
    std::span<const EntryPlace> keep(std::vector<EntryPlace> list);
    std::span<const EntryRule> keep(std::vector<EntryRule> list);
    std::span<const EntrySample> keep(std::vector<EntrySample> list);

private:
    std::deque<std::string> m_texts;
    std::deque<std::vector<std::string_view>> m_lists;
    std::deque<std::vector<EntryPlace>> m_places;
    std::deque<std::vector<EntryRule>> m_rules;
    std::deque<std::vector<EntrySample>> m_samples;
};

struct EntryFile
{
    EntryStore store;
    std::vector<FormatEntry> entries;
    std::vector<SharedText> texts; ///< that it defines, for entries of other files
    std::vector<EntryProblem> problems;
};

/// Reads the TOML of a catalogue file; `source` is its name in messages. If there is any problem, none of its entries
/// may be used.
EntryFile readEntries(std::string_view toml, std::string_view source, std::span<const SharedText> texts);

} // namespace Lockscope
