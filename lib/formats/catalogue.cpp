// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/catalogue.h"

#include "formats/pattern.h"

#include <algorithm>
#include <atomic>
#include <mutex>

namespace Lockscope {

namespace {

std::size_t bucket(char c)
{
    return static_cast<unsigned char>(c);
}

InodeInfo::InodeType typeOf(EntryInode inode)
{
    switch (inode) {
    case EntryInode::File:
    case EntryInode::Empty:
    case EntryInode::HardLink:
        return InodeInfo::InodeType::Regular;
    case EntryInode::Symlink:
        return InodeInfo::InodeType::Symlink;
    case EntryInode::Directory:
    case EntryInode::EmptyDirectory:
        return InodeInfo::InodeType::Directory;
    }
    return InodeInfo::InodeType::None;
}

std::atomic<const Catalogue *> &used()
{
    static std::atomic<const Catalogue *> catalogue = nullptr;
    return catalogue;
}

} // namespace

Catalogue::Catalogue(std::vector<EntryFile> added)
    : m_added(std::move(added))
{
    // If several have the same ID, the last one counts.
    const auto add = [&](std::span<const FormatEntry> entries) {
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            if (!this->entry(entry->id))
                m_entries.push_back(&*entry);
        }
    };
    for (auto file = m_added.rbegin(); file != m_added.rend(); ++file)
        add(file->entries);
    const auto own = static_cast<std::ptrdiff_t>(m_entries.size());
    for (const auto &entry : builtinEntries()) {
        if (std::ranges::find(m_entries.begin(), m_entries.begin() + own, entry.id, &FormatEntry::id) ==
            m_entries.begin() + own)
            m_entries.push_back(&entry);
    }
    for (std::uint32_t at = 0; at < m_entries.size(); ++at) {
        const auto rules = m_entries[at]->rules;
        for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
            for (const auto name : rules[rule].names)
                addName(name, {at, rule});
            if (rules[rule].names.empty()) {
                auto &anyName = m_anyName[typeOf(rules[rule].inode)];
                (rules[rule].onlyIfUnknown ? anyName.unknown : anyName.known).push_back({at, rule});
            }
        }
    }
}

const Catalogue &Catalogue::current()
{
    if (const auto *const catalogue = used().load(std::memory_order_acquire))
        return *catalogue;
    static const Catalogue builtin({});
    return builtin;
}

void Catalogue::use(std::unique_ptr<const Catalogue> catalogue)
{
    static std::mutex mutex;
    static std::vector<std::unique_ptr<const Catalogue>> kept;
    const std::lock_guard lock(mutex);
    used().store(catalogue.get(), std::memory_order_release);
    kept.push_back(std::move(catalogue));
}

const FormatEntry *Catalogue::entry(std::string_view id) const
{
    const auto found = std::ranges::find(m_entries, id, &FormatEntry::id);
    return found == m_entries.end() ? nullptr : *found;
}

bool Catalogue::isReplaced(std::string_view id) const
{
    return !m_added.empty() && std::ranges::any_of(m_added, [&](const EntryFile &file) {
        return std::ranges::find(file.entries, id, &FormatEntry::id) != file.entries.end();
    });
}

void Catalogue::addName(std::string_view glob, Candidate candidate)
{
    const auto star = glob.find_first_of("*?");
    if (star == glob.npos)
        m_exact[glob].push_back(candidate);
    else if (glob.size() > 1 && star == 0 && glob[0] == '*' && glob.find_first_of("*?", 1) == glob.npos)
        m_suffixes[bucket(glob.back())].push_back({glob.substr(1), candidate});
    else if (star > 0 && star == glob.size() - 1 && glob.back() == '*')
        m_prefixes[bucket(glob.front())].push_back({glob.substr(0, star), candidate});
    else
        m_globs.push_back({glob, candidate});
}

template <typename Use>
void Catalogue::eachCandidate(std::string_view name, Use use) const
{
    if (name.empty())
        return;
    if (const auto found = m_exact.find(name); found != m_exact.end())
        std::ranges::for_each(found->second, use);
    for (const auto &[text, candidate] : m_suffixes[bucket(name.back())]) {
        if (name.ends_with(text))
            use(candidate);
    }
    for (const auto &[text, candidate] : m_prefixes[bucket(name.front())]) {
        if (name.starts_with(text))
            use(candidate);
    }
    for (const auto &[text, candidate] : m_globs) {
        if (fitsGlob(text, name))
            use(candidate);
    }
}

const EntryRule &Catalogue::ruleOf(const Candidate &candidate) const
{
    return m_entries[candidate.entry]->rules[candidate.rule];
}

bool Catalogue::asksFor(std::string_view name, std::optional<InodeInfo::InodeType> type,
                        std::string_view directory) const
{
    bool asks = false;
    eachCandidate(name, [&](const Candidate &candidate) {
        const auto &rule = ruleOf(candidate);
        // A name that many programs use is left to the general rules.
        asks = asks || ((!type || typeOf(rule.inode) == *type) && !rule.namedLikeLock && !rule.kernelLockNeeded &&
                        rule.ancestors.empty() &&
                        (rule.directories.empty() ||
                         std::ranges::any_of(rule.directories, [&](auto glob) { return fitsGlob(glob, directory); })));
    });
    return asks;
}

std::vector<std::pair<const FormatEntry *, EntryMismatch>> Catalogue::explain(const Subject &subject) const
{
    std::vector<std::pair<const FormatEntry *, EntryMismatch>> compared;
    for (const auto *const entry : m_entries) {
        // If there are several rules, the one that came closest explains the result best.
        auto closest = entry->rules.empty() ? EntryMismatch::Name : EntryMismatch::None;
        bool matches = false;
        for (const auto &rule : entry->rules) {
            const auto mismatch = matchRule(*entry, rule, subject, NameFits::Unknown).mismatch;
            matches = matches || mismatch == EntryMismatch::None;
            closest = std::max(closest, mismatch);
        }
        if (matches || closest > EntryMismatch::NotNamedLikeLock)
            compared.emplace_back(entry, matches ? EntryMismatch::None : closest);
    }
    return compared;
}

void Catalogue::match(const Subject &subject, std::vector<FormatReading> &readings) const
{
    match(subject, false, readings);
}

void Catalogue::matchUnknown(const Subject &subject, std::vector<FormatReading> &readings) const
{
    match(subject, true, readings);
}

void Catalogue::match(const Subject &subject, bool unknown, std::vector<FormatReading> &readings) const
{
    auto matched = static_cast<std::uint32_t>(m_entries.size());
    const auto compare = [&](const Candidate &candidate) {
        if (candidate.entry == matched || !mayMatch(ruleOf(candidate), subject))
            return;
        auto match = matchRule(*m_entries[candidate.entry], ruleOf(candidate), subject, NameFits::Known);
        if (match.reading) {
            matched = candidate.entry;
            readings.push_back(*std::move(match.reading));
        }
    };
    Candidates named;
    eachCandidate(subject.name, [&](const Candidate &candidate) {
        const auto &rule = ruleOf(candidate);
        if (rule.onlyIfUnknown == unknown && typeOf(rule.inode) == subject.inodeType)
            named.push_back(candidate);
    });
    std::ranges::sort(named);
    auto next = named.begin();
    if (const auto anyName = m_anyName.find(subject.inodeType); anyName != m_anyName.end()) {
        for (const auto &candidate : unknown ? anyName->second.unknown : anyName->second.known) {
            while (next != named.end() && *next < candidate)
                compare(*next++);
            compare(candidate);
        }
    }
    std::for_each(next, named.end(), compare);
}

} // namespace Lockscope
