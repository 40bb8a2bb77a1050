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

/// What the build made of lib/formats/catalogue.
std::span<const FormatEntry> builtinEntries();
std::span<const SharedText> builtinTexts();

/// All formats that are in use: those of the library, then those of the files that were added. An entry replaces an
/// earlier one of the same ID. Nothing changes in it once it is in use, so any thread may ask.
class Catalogue
{
public:
    explicit Catalogue(std::vector<EntryFile> added);
    Catalogue(const Catalogue &) = delete;
    Catalogue &operator=(const Catalogue &) = delete;
    ~Catalogue() = default;

    /// The one in use; until another is set, the built-in formats alone.
    static const Catalogue &current();
    /// Replaces it. What was read by the earlier one stays valid.
    static void use(std::unique_ptr<const Catalogue> catalogue);

    /// In the order to compare and to show: added entries first, as they know more of this host.
    std::span<const FormatEntry *const> entries() const { return m_entries; }
    const FormatEntry *entry(std::string_view id) const;
    /// Whether an added entry has taken the place of this built-in format.
    bool isReplaced(std::string_view id) const;
    /// Whether a rule asks for such a name, of this inode type, in such a directory. A rule without names asks for
    /// none.
    bool asksFor(std::string_view name, LockReport::InodeType type, std::string_view directory) const;
    /// How every entry whose names fit compares with the subject.
    std::vector<std::pair<const FormatEntry *, EntryMismatch>> explain(const Subject &subject) const;
    /// The readings by the rules of entries: of each entry the first rule that fits.
    void match(const Subject &subject, std::vector<Recognition> &readings) const;

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

    void addName(std::string_view glob, Candidate candidate);
    template <typename Use>
    void eachCandidate(std::string_view name, Use use) const;
    const EntryRule &ruleOf(const Candidate &candidate) const;

    std::vector<EntryFile> m_added;
    std::vector<const FormatEntry *> m_entries;
    // By the kind of glob: almost every file is no candidate, which is known after two look-ups.
    std::unordered_map<std::string_view, Candidates> m_exact;
    std::array<std::vector<Affix>, 256> m_suffixes; ///< by the last byte
    std::array<std::vector<Affix>, 256> m_prefixes; ///< by the first byte
    std::vector<Affix> m_globs;
    Candidates m_anyName;
};

} // namespace Lockscope
