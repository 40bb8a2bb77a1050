// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entrymatch.h"

#include "formats/emptyfile.h"
#include "formats/entryfields.h"
#include "formats/fields.h"
#include "formats/invalidpatterns.h"
#include "formats/jsonfields.h"
#include "formats/pattern.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

using InodeType = InodeInfo::InodeType;
using Kind = Subject::KernelLockKind;

bool fitsAny(std::span<const std::string_view> globs, std::string_view name)
{
    return std::ranges::any_of(globs, [&](auto glob) { return fitsGlob(glob, name); });
}

bool readsContent(const EntryRule &rule)
{
    return rule.read.empty() &&
           (!rule.content.empty() || !rule.startsWith.empty() || !rule.json.empty() || !rule.keys.empty());
}

bool fitsSize(const EntryRule &rule, const Subject &subject)
{
    return subject.size >= rule.minSize && (rule.beginning || subject.size <= rule.maxSize);
}

Kind kindOf(std::string_view kernelLock)
{
    return kernelLock == "flock" ? Kind::Flock : Kind::Fcntl;
}

/// Whether the name of a directory in this path matches.
bool isBelow(std::span<const std::string_view> globs, std::string_view path)
{
    while (!path.empty()) {
        const auto name = path.substr(0, path.find('/'));
        if (!name.empty() && fitsAny(globs, name))
            return true;
        path.remove_prefix(std::min(name.size() + 1, path.size()));
    }
    return false;
}

/// One match, in the order of cost: free comparisons first, file system access last.
class Matcher
{
public:
    Matcher(const FormatEntry &entry, const EntryRule &rule, const Subject &subject)
        : m_entry(entry)
        , m_rule(rule)
        , m_subject(subject)
        , m_fields(rule)
    {}

    EntryMatch run(NameFits nameFits)
    {
        if (nameFits == NameFits::Unknown && !m_rule.names.empty() && !fitsAny(m_rule.names, m_subject.name))
            return {std::nullopt, EntryMismatch::Name};
        for (const auto step : {&Matcher::comparePlace, &Matcher::compareInode, &Matcher::compareState,
                                &Matcher::compareText, &Matcher::compareFilename, &Matcher::compareSurroundings}) {
            if (const auto mismatch = (this->*step)(); mismatch != EntryMismatch::None)
                return {std::nullopt, mismatch};
        }
        auto reading = readingOfRule();
        if (!m_fields.fill(m_rule, reading))
            return {std::nullopt, EntryMismatch::Owner};
        // A program that crashed while writing has left no owner, or the format does not always record one.
        if (reading.heldBy == HeldBy::Process && reading.claim.pids.empty() && !m_rule.everyPidHolds &&
            !m_rule.incomplete)
            reading.heldBy = HeldBy::Exists;
        addCompanions(reading);
        return {std::move(reading), EntryMismatch::None};
    }

private:
    EntryMismatch comparePlace()
    {
        if (fitsAny(m_rule.notNames, m_subject.name))
            return EntryMismatch::Name;
        if (!m_rule.directories.empty() && !fitsAny(m_rule.directories, m_subject.directory))
            return EntryMismatch::Directory;
        if (!m_rule.ancestors.empty() && !isBelow(m_rule.ancestors, m_subject.location))
            return EntryMismatch::Directory;
        if (m_rule.namedLikeLock && !isCalledLock(m_subject))
            return EntryMismatch::NotNamedLikeLock;
        return EntryMismatch::None;
    }

    /// Separate from the name: everything that needs no pattern is compared first.
    EntryMismatch compareFilename()
    {
        return m_rule.filename.empty() || find(m_rule.filename, m_subject.name) ? EntryMismatch::None
                                                                                : EntryMismatch::Name;
    }

    EntryMismatch compareInode()
    {
        const auto type = m_subject.inodeType;
        switch (m_rule.inode) {
        case EntryInode::File:
            return type == InodeType::Regular ? EntryMismatch::None : EntryMismatch::Inode;
        case EntryInode::Empty: {
            const bool single = m_subject.links == 1 || !m_rule.kernelLock.empty();
            return isEmptyFile(m_subject) && single ? EntryMismatch::None : EntryMismatch::Inode;
        }
        case EntryInode::HardLink:
            return isEmptyFile(m_subject) && m_subject.links > 1 ? EntryMismatch::None : EntryMismatch::Inode;
        case EntryInode::Symlink:
            return type == InodeType::Symlink ? EntryMismatch::None : EntryMismatch::Inode;
        case EntryInode::Directory:
        case EntryInode::EmptyDirectory:
            return type == InodeType::Directory ? EntryMismatch::None : EntryMismatch::Inode;
        }
        return EntryMismatch::Inode;
    }

    EntryMismatch compareState()
    {
        constexpr std::uint32_t Permissions = 0777;
        constexpr std::uint32_t Executable = 0111;
        if ((m_rule.mode >= 0 && m_rule.mode != (m_subject.mode & Permissions)) ||
            (m_rule.executable && (m_subject.mode & Executable) == 0))
            return EntryMismatch::Permissions;
        if (m_rule.linked && m_subject.links < 2)
            return EntryMismatch::Inode;
        if (m_rule.noKernelLock && !m_subject.kernelLocks.empty())
            return EntryMismatch::KernelLock;
        if (m_rule.kernelLock.empty())
            return EntryMismatch::None;
        const bool locked = hasKernelLock(m_subject, kindOf(m_rule.kernelLock));
        return locked || (!m_rule.kernelLockNeeded && m_subject.kernelLocks.empty()) ? EntryMismatch::None
                                                                                     : EntryMismatch::KernelLock;
    }

    EntryMismatch compareText()
    {
        if (m_rule.inode == EntryInode::Symlink)
            return m_rule.target.empty() || find(m_rule.target, m_subject.linkTarget) ? EntryMismatch::None
                                                                                      : EntryMismatch::Target;
        if (m_rule.inode != EntryInode::File)
            return EntryMismatch::None;
        if (!fitsSize(m_rule, m_subject))
            return EntryMismatch::Size;
        if (!readsContent(m_rule))
            return EntryMismatch::None;
        if (!m_subject.contentRead || (!m_rule.beginning && !isReadInWhole(m_subject)))
            return EntryMismatch::NotRead;
        return compareContent(m_subject.content);
    }

    EntryMismatch compareContent(const std::string &content)
    {
        if (content.empty())
            return EntryMismatch::Content;
        if (!content.starts_with(m_rule.startsWith) ||
            (!m_rule.contains.empty() && content.find(m_rule.contains) == content.npos))
            return EntryMismatch::Content;
        if (m_rule.lines != 0 && (content.back() != '\n' || std::ranges::count(content, '\n') != m_rule.lines))
            return EntryMismatch::Lines;
        if (!m_rule.content.empty() && !find(m_rule.content, content))
            return EntryMismatch::Content;
        if (!m_rule.keys.empty() && !m_fields.addKeys(m_rule.keys, content))
            return EntryMismatch::Keys;
        const auto object = m_rule.json.empty() ? std::nullopt : jsonObject(content);
        if (!m_rule.json.empty() && !(object && m_fields.addJson(m_rule.json, *object)))
            return EntryMismatch::Json;
        if (m_rule.anySpelling)
            m_fields.noteUnread(content, object ? &*object : nullptr);
        return EntryMismatch::None;
    }

    EntryMismatch compareSurroundings()
    {
        const auto *const around = m_subject.surroundings;
        if (!around) {
            const bool asks = !m_rule.beside.empty() || !m_rule.read.empty() || !m_rule.child.empty() ||
                              !m_rule.secondName.empty() || m_rule.inode == EntryInode::EmptyDirectory;
            return asks ? EntryMismatch::Beside : EntryMismatch::None;
        }
        const auto exists = [&](auto name) { return around->has(m_fields.expanded(name, m_subject.name)); };
        if (!std::ranges::all_of(m_rule.beside, exists))
            return EntryMismatch::Beside;
        if (m_rule.inode == EntryInode::EmptyDirectory || !m_rule.child.empty()) {
            const auto entries = around->entriesOf();
            if (!entries || (m_rule.inode == EntryInode::EmptyDirectory && !entries->empty()) ||
                (!m_rule.child.empty() && !findChild(*entries)))
                return EntryMismatch::Child;
        }
        if (!m_rule.secondName.empty() && !findSecondName(around->otherNames()))
            return EntryMismatch::SecondName;
        if (!m_rule.ownerFile.empty())
            readOwnerFile(*around);
        return m_rule.read.empty() ? EntryMismatch::None : compareRead(*around);
    }

    EntryMismatch compareRead(const Surroundings &around)
    {
        const auto content = around.contentOf(m_fields.expanded(m_rule.read, m_subject.name));
        if (!m_rule.sibling.empty() && !find(m_rule.sibling, content))
            return EntryMismatch::Read;
        if (m_rule.content.empty() && m_rule.json.empty() && m_rule.keys.empty())
            return EntryMismatch::None;
        const auto mismatch = compareContent(content);
        return mismatch == EntryMismatch::Content ? EntryMismatch::Read : mismatch;
    }

    void readOwnerFile(const Surroundings &around)
    {
        auto name = m_fields.expanded(m_rule.ownerFile, m_subject.name);
        if (find(m_rule.sibling, around.contentOf(name)))
            m_companions.push_back(std::move(name));
        m_ownerFileRead = !m_companions.empty();
    }

    /// The first match names the owner; another entry may name another one.
    bool findChild(const std::vector<std::string> &entries)
    {
        const auto found = std::ranges::find_if(entries, [&](auto &name) { return find(m_rule.child, name); });
        m_saysMore = entries.size() > 1;
        return found != entries.end();
    }

    bool findSecondName(const std::vector<std::string> &names)
    {
        const auto found = std::ranges::find_if(names, [&](auto &name) { return find(m_rule.secondName, name); });
        if (found == names.end())
            return false;
        m_companions.push_back(*found);
        return true;
    }

    bool find(std::string_view pattern, std::string_view text)
    {
        const auto found = findPattern(pattern, text, [&](auto name, auto value) { m_fields.add(name, value); });
        if (found == PatternMatch::Invalid)
            reportInvalidPattern(m_entry, pattern);
        return found == PatternMatch::Yes;
    }

    HeldBy heldBy() const
    {
        if (m_ownerFileRead)
            return HeldBy::Process;
        switch (m_rule.heldBy) {
        case EntryHeldBy::Process:
            return HeldBy::Process;
        case EntryHeldBy::KernelLock:
        case EntryHeldBy::Companion:
            return HeldBy::KernelLock;
        case EntryHeldBy::Existence:
        case EntryHeldBy::Port:
            return HeldBy::Exists;
        case EntryHeldBy::Heartbeat:
            return HeldBy::Heartbeat;
        case EntryHeldBy::Nobody:
            return HeldBy::Nobody;
        case EntryHeldBy::Nothing:
            break;
        }
        return HeldBy::None;
    }

    std::string_view reason() const
    {
        if (!m_rule.reason.empty())
            return m_rule.reason;
        if (m_rule.incomplete)
            return LockPhrases::noop("its name is the name of such a lock, but it records no owner");
        if (!m_rule.target.empty())
            return LockPhrases::noop("its target has the form that this program writes");
        if (!m_rule.child.empty() || m_rule.inode == EntryInode::Directory)
            return LockPhrases::noop("it is a directory with the form that this program creates");
        if (!m_rule.secondName.empty())
            return LockPhrases::noop("its second name has the form that this program creates");
        if (!m_rule.read.empty())
            return LockPhrases::noop("its companion file has the form that this program writes");
        if (readsContent(m_rule))
            return m_rule.names.empty() ? LockPhrases::noop("its content has the form that this program writes")
                                        : LockPhrases::noop("its name and its content have the form that this program "
                                                            "writes");
        return LockPhrases::noop("its name is the name of such a lock");
    }

    FormatReading readingOfRule() const
    {
        FormatReading reading;
        reading.id = m_entry.id;
        reading.confidence = m_rule.confidence;
        reading.reason = reason();
        reading.heldBy = heldBy();
        reading.hasUnparsedText = m_rule.hasUnparsedText || m_saysMore;
        reading.incomplete = m_rule.incomplete;
        reading.everyPidHolds = m_rule.everyPidHolds;
        reading.timeIsExpiry = m_rule.timeIsExpiry;
        reading.bareNumber = m_rule.bareNumber;
        // Numbers in JSON are decimal.
        reading.unknownBase = m_rule.bareNumber || (m_rule.onlyIfUnknown && m_rule.json.empty());
        reading.matchesName = !m_rule.names.empty();
        reading.onlyIfUnknown = m_rule.onlyIfUnknown;
        reading.companionLock = m_fields.expanded(m_rule.companionLock, m_subject.name);
        reading.companionLockAlways = m_rule.companionLockAlways || m_rule.heldBy == EntryHeldBy::Companion;
        if (m_rule.lookForProgram)
            reading.programs.assign(m_entry.programs.begin(), m_entry.programs.end());
        if (m_rule.checksProgram)
            reading.holderPrograms.assign(m_entry.programs.begin(), m_entry.programs.end());
        reading.markTable = m_rule.rowTable;
        reading.breakAction = m_rule.remove;
        reading.neverBreak = m_rule.neverRemove;
        reading.partner = m_rule.note;
        reading.programRule = m_rule.staleRule;
        reading.ask = m_rule.findHolder;
        if (m_rule.heartbeat.count() > 0)
            reading.heartbeat = m_rule.heartbeat;
        return reading;
    }

    void addCompanions(FormatReading &reading)
    {
        reading.companions = m_companions;
        const auto *const around = m_subject.surroundings;
        if (!around)
            return;
        for (const auto companion : m_rule.companions) {
            auto name = m_fields.expanded(companion, m_subject.name);
            if (around->has(name))
                reading.companions.push_back(std::move(name));
        }
        if (m_rule.secondNames.empty() || m_subject.links < 2)
            return;
        for (auto &name : around->otherNames()) {
            const auto fits = [&](auto glob) { return fitsGlob(m_fields.expanded(glob, m_subject.name), name); };
            if (std::ranges::any_of(m_rule.secondNames, fits))
                reading.companions.push_back(std::move(name));
        }
    }

    const FormatEntry &m_entry;
    const EntryRule &m_rule;
    const Subject &m_subject;
    EntryFields m_fields;
    std::vector<std::string> m_companions;
    bool m_saysMore = false;
    bool m_ownerFileRead = false;
};

} // namespace

bool mayMatch(const EntryRule &rule, const Subject &subject)
{
    return rule.inode != EntryInode::File ||
           (fitsSize(rule, subject) &&
            (!readsContent(rule) || std::string_view(subject.content).starts_with(rule.startsWith)));
}

EntryMatch matchRule(const FormatEntry &entry, const EntryRule &rule, const Subject &subject, NameFits nameFits)
{
    return Matcher(entry, rule, subject).run(nameFits);
}

} // namespace Lockscope
