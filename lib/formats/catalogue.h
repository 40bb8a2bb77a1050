// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entrymatch.h"
#include "formats/entryreader.h"

#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Lockscope {

/// The entries that the build has generated from lib/formats/catalogue.
std::span<const FormatEntry> builtinEntries();
std::span<const SharedText> builtinTexts();

/// All formats in use: those of the library, then those of added files. An entry replaces an earlier one with the same
/// ID. Constant once it is in use, and thus thread-safe.
class Catalogue
{
public:
    explicit Catalogue(std::vector<EntryFile> added);
    Catalogue(const Catalogue &) = delete;
    Catalogue &operator=(const Catalogue &) = delete;
    ~Catalogue() = default;

    /// The catalogue in use; until another one is set, only the built-in formats.
    static const Catalogue &current();
    /// Replaces the catalogue in use. Matches from the earlier one stay valid.
    static void use(std::unique_ptr<const Catalogue> catalogue);

    /// In matching and display order: added entries first, because they are more specific to this host.
    std::span<const FormatEntry *const> entries() const { return m_entries; }
    const FormatEntry *entry(std::string_view id) const;
    /// Whether an added entry has replaced this built-in format.
    bool isReplaced(std::string_view id) const;
    /// Whether a rule matches such a name, with this inode type or, if that is unknown, with any, in such a directory.
    /// A rule without names matches none.
    bool asksFor(std::string_view name, std::optional<InodeInfo::InodeType> type, std::string_view directory) const;
    /// The result of matching every entry whose names match.
    std::vector<std::pair<const FormatEntry *, EntryMismatch>> explain(const Subject &subject) const;
    /// Appends the matches by rules of entries: for each entry, the first rule that matches. Rules that count only if
    /// nothing else matches are compared by matchUnknown().
    void match(const Subject &subject, std::vector<FormatReading> &readings) const;
    void matchUnknown(const Subject &subject, std::vector<FormatReading> &readings) const;

private:
    struct Candidate
    {
        std::uint32_t entry;
        std::uint32_t rule;
        auto operator<=>(const Candidate &) const = default;
    };
    using Candidates = std::vector<Candidate>;
    struct Affix
    {
        std::string_view text;
        Candidate candidate;
    };

    /// Rules without names, in order, by the type of inode that they describe.
    struct AnyName
    {
        Candidates known;
        Candidates unknown; ///< that count only if nothing else matches
    };

    void addName(std::string_view glob, Candidate candidate);
    template <typename Use>
    void eachCandidate(std::string_view name, Use use) const;
    const EntryRule &ruleOf(const Candidate &candidate) const;
    void match(const Subject &subject, bool unknown, std::vector<FormatReading> &readings) const;

    std::vector<EntryFile> m_added;
    std::vector<const FormatEntry *> m_entries;
    // By the type of glob: two look-ups are enough to rule out almost every file.
    std::unordered_map<std::string_view, Candidates> m_exact;
    std::array<std::vector<Affix>, 256> m_suffixes; ///< by the last byte
    std::array<std::vector<Affix>, 256> m_prefixes; ///< by the first byte
    std::vector<Affix> m_globs;
    std::unordered_map<InodeInfo::InodeType, AnyName> m_anyName;
};

} // namespace Lockscope
