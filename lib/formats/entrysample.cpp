// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entrysample.h"

#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

using InodeType = InodeInfo::InodeType;

InodeType typeOf(EntryInode inode)
{
    switch (inode) {
    case EntryInode::File:
    case EntryInode::Empty:
    case EntryInode::HardLink:
        return InodeType::Regular;
    case EntryInode::Symlink:
        return InodeType::Symlink;
    case EntryInode::Directory:
    case EntryInode::EmptyDirectory:
        break;
    }
    return InodeType::Directory;
}

std::uint32_t usualMode(InodeType type)
{
    switch (type) {
    case InodeType::Symlink:
        return 0777;
    case InodeType::Directory:
        return 0755;
    default:
        return 0644;
    }
}

/// The mismatch of the rule that came closest.
EntryMismatch closestMismatch(const FormatEntry &entry, const Subject &subject)
{
    auto closest = EntryMismatch::Name;
    for (const auto &rule : entry.rules)
        closest = std::max(closest, matchRule(entry, rule, subject, NameFits::Unknown).mismatch);
    return closest;
}

std::string difference(const char *field, const std::string &expected, const std::string &found)
{
    return expected == found ? std::string() : std::string(field) + " is \"" + found + "\", not \"" + expected + '"';
}

std::string fieldProblem(const EntrySample &sample, const Claim &claim)
{
    const auto number = [](std::int64_t pid) { return pid > 0 ? std::to_string(pid) : std::string(); };
    auto problem = difference("pid", number(sample.pid), number(claim.pids.empty() ? 0 : claim.pids.front()));
    if (problem.empty() && !sample.host.empty())
        problem = difference("host", std::string(sample.host), claim.hostname.value_or(""));
    const auto name = std::string(sample.name.empty() ? sample.user : sample.name);
    if (problem.empty() && !name.empty())
        problem = difference(sample.name.empty() ? "user" : "name", name, claim.name.value_or(""));
    if (problem.empty() && !sample.thread.empty())
        problem = difference("thread", std::string(sample.thread), claim.thread.value_or(""));
    return problem;
}

} // namespace

SampleLock::SampleLock(const EntrySample &sample)
    : m_sample(sample)
{
    const auto slash = sample.path.rfind('/');
    const auto directory = slash == sample.path.npos ? std::string_view() : sample.path.substr(0, slash);
    m_subject.name = sample.path.substr(slash == sample.path.npos ? 0 : slash + 1);
    m_subject.directory = directory.substr(directory.rfind('/') + 1);
    m_subject.location = directory;
    m_subject.inodeType = typeOf(sample.inode);
    m_subject.mode = sample.mode >= 0 ? static_cast<std::uint32_t>(sample.mode) : usualMode(m_subject.inodeType);
    m_subject.links = sample.inode == EntryInode::HardLink || !sample.secondName.empty() ? 2 : 1;
    m_subject.size = sample.text.size();
    m_subject.contentRead = m_subject.inodeType == InodeType::Regular;
    (m_subject.contentRead ? m_subject.content : m_subject.linkTarget) = sample.text;
    if (!sample.kernelLock.empty())
        m_subject.kernelLocks = {sample.kernelLock == "flock" ? Subject::KernelLockKind::Flock
                                                              : Subject::KernelLockKind::Fcntl};
    m_subject.surroundings = this;
}

std::vector<std::string> SampleLock::otherNames() const
{
    return m_sample.secondName.empty() ? std::vector<std::string>() : std::vector{std::string(m_sample.secondName)};
}

bool SampleLock::has(const std::string &name) const
{
    return std::ranges::find(m_sample.beside, name) != m_sample.beside.end();
}

std::string SampleLock::contentOf(const std::string &) const
{
    return std::string(m_sample.readText);
}

std::optional<std::vector<std::string>> SampleLock::entriesOf(const std::string &) const
{
    return m_sample.child.empty() ? std::vector<std::string>() : std::vector{std::string(m_sample.child)};
}

std::string sampleProblem(const Catalogue &catalogue, const FormatEntry &entry, const EntrySample &sample)
{
    const SampleLock lock(sample);
    const auto readings = readAll(lock.subject(), catalogue);
    const auto found = std::ranges::find(readings, entry.id, &FormatReading::id);
    if (sample.counter)
        return found == readings.end() ? std::string()
                                       : "this counter-sample is recognised as " + std::string(entry.id);
    if (found == readings.end())
        return "this sample is not recognised: " + std::string(toWords(closestMismatch(entry, lock.subject())));
    if (found != readings.begin())
        return "this sample is recognised as " + std::string(readings.front().id) + " first";
    return fieldProblem(sample, found->claim);
}

std::string_view toWords(EntryMismatch mismatch)
{
    switch (mismatch) {
    case EntryMismatch::None:
        return LockPhrases::noop("it matches");
    case EntryMismatch::Name:
        return LockPhrases::noop("its name does not match");
    case EntryMismatch::Directory:
        return LockPhrases::noop("the name of its directory does not match");
    case EntryMismatch::Inode:
        return LockPhrases::noop("its inode type does not match");
    case EntryMismatch::NotNamedLikeLock:
        return LockPhrases::noop("it does not have the name of a lock");
    case EntryMismatch::Permissions:
        return LockPhrases::noop("its permissions do not match");
    case EntryMismatch::Size:
        return LockPhrases::noop("its size does not match");
    case EntryMismatch::Lines:
        return LockPhrases::noop("its number of lines does not match");
    case EntryMismatch::NotRead:
        return LockPhrases::noop("its content was not read in whole");
    case EntryMismatch::KernelLock:
        return LockPhrases::noop("the kernel locks on it do not match");
    case EntryMismatch::Beside:
        return LockPhrases::noop("a file beside it is missing");
    case EntryMismatch::Content:
        return LockPhrases::noop("its content does not match");
    case EntryMismatch::Target:
        return LockPhrases::noop("the target of the link does not match");
    case EntryMismatch::Child:
        return LockPhrases::noop("the entries of the directory do not match");
    case EntryMismatch::SecondName:
        return LockPhrases::noop("its other names do not match");
    case EntryMismatch::Read:
        return LockPhrases::noop("the file with the owner does not match");
    case EntryMismatch::Json:
        return LockPhrases::noop("its JSON lacks a required value");
    case EntryMismatch::Keys:
        return LockPhrases::noop("it lacks a required key");
    case EntryMismatch::Owner:
        return LockPhrases::noop("a field has an impossible value");
    }
    return {};
}

} // namespace Lockscope
