// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/journal.h"

#include "system/clocks.h"
#include "system/directoryreader.h"
#include "system/filestatus.h"
#include "system/readall.h"
#include "system/statedirectory.h"
#include "system/systemcalls.h"
#include "system/writeall.h"
#include "values/sentences.h"

#include <lockscope/processfacts.h>

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

namespace {

constexpr std::size_t LargestRecord = 1024 * 1024;
/// The suffix of an entry that is not complete yet.
constexpr std::string_view NewSuffix = ".new";
/// No process takes this long between creating and locking the file.
constexpr std::chrono::minutes LongestStart{1};

bool isState(char letter)
{
    using State = JournalEntry::State;
    for (const auto state : {State::Breaking, State::Broken, State::Displaced, State::Undoing, State::Expired,
                             State::Deleting, State::Partial}) {
        if (letter == static_cast<char>(state))
            return true;
    }
    return false;
}

bool isId(std::string_view name)
{
    return !name.empty() && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Removes an incomplete entry of a process that was killed; not one that another process is writing, which is locked
/// before it is written.
void removeUnfinished(int directory, const char *name)
{
    const FileDescriptor file(sys().openat(directory, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status;
    if (file && sys().flock(file.get(), LOCK_EX | LOCK_NB) == 0 && sys().fstat(file.get(), &status) == 0 &&
        (status.st_size > 0 || wallNow().time_since_epoch() - std::chrono::seconds(status.st_ctime) > LongestStart))
        sys().unlinkat(directory, name, 0);
}

const std::string &ownBootId()
{
    static const std::string id = HostIdentity::read().bootId;
    return id;
}

} // namespace

JournalEntry::JournalEntry(FileDescriptor file, std::filesystem::path path, BreakRecord record, State state)
    : m_file(std::move(file))
    , m_path(std::move(path))
    , m_record(std::move(record))
    , m_state(state)
{}

Result<void> JournalEntry::become(State state)
{
    const auto letter = static_cast<char>(state);
    if (retryInterrupted([&] { return sys().pwrite(m_file.get(), &letter, 1, 0); }) != 1)
        return Failure::fromErrno(LockErrc::StateFailed, "pwrite", m_path);
    if (sys().fsync(m_file.get()) != 0)
        return Failure::fromErrno(LockErrc::StateFailed, "fsync", m_path);
    m_state = state;
    return {};
}

void JournalEntry::remove()
{
    sys().unlinkat(AT_FDCWD, m_path.c_str(), 0);
}

Journal::Journal(std::filesystem::path directory)
    : m_isOfUser(directory.empty())
{
    if (m_isOfUser) {
        const auto state = stateDirectoryPath();
        m_directory = state ? Result<std::filesystem::path>(*state / "broken") : state;
    } else {
        m_directory = std::move(directory);
    }
}

Failure Journal::failure(const char *call, const std::filesystem::path &path) const
{
    return Failure::fromErrno(LockErrc::StateFailed, call, path);
}

/// With access for this user only: other users must not read the names of locks.
Result<void> Journal::makeDirectory() const
{
    if (!m_directory)
        return m_directory.error();
    if (m_isOfUser) {
        if (const auto made = stateDirectory(); !made)
            return made.error();
    }
    if (sys().mkdirat(AT_FDCWD, m_directory->c_str(), 0700) != 0 && errno != EEXIST)
        return failure("mkdirat", *m_directory);
    return {};
}

/// Its records contain renames to perform: only this user may have written them.
Result<void> Journal::trustDirectory(int directory) const
{
    struct stat status;
    if (sys().fstat(directory, &status) != 0)
        return failure("fstat", *m_directory);
    constexpr mode_t WritableByOthers = 022;
    if (status.st_uid == ::geteuid() && (status.st_mode & WritableByOthers) == 0)
        return {};
    return Failure::of(LockErrc::StateFailed, *m_directory, Sentence::Detail::JournalNotTrusted);
}

/// A process uses a record for milliseconds only, unless a file system hangs.
bool Journal::lockNote(int file, std::chrono::nanoseconds until)
{
    const struct timespec pause = {0, 1'000'000};
    while (retryInterrupted([&] { return sys().flock(file, LOCK_EX | LOCK_NB); }) != 0) {
        if (errno != EWOULDBLOCK)
            return false;
        if (steadyNow() >= until) {
            errno = EWOULDBLOCK;
            return false;
        }
        sys().ppoll(nullptr, 0, &pause);
    }
    return true;
}

Result<JournalEntry> Journal::begin(const BreakRecord &record)
{
    if (auto made = makeDirectory(); !made)
        return made.error();
    const FileDescriptor directory(sys().openat(AT_FDCWD, m_directory->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory)
        return failure("openat", *m_directory);
    if (auto trusted = trustDirectory(directory.get()); !trusted)
        return trusted.error();
    const auto path = *m_directory / record.id;
    const auto newPath = std::filesystem::path(path.native() + std::string(NewSuffix));
    FileDescriptor file(retryInterrupted([&] {
        return sys().openat(AT_FDCWD, newPath.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    }));
    if (!file)
        return failure("openat", newPath);
    const auto text = std::string(1, static_cast<char>(JournalEntry::State::Breaking)) + record.toJson().toStdString();
    const char *call = "flock";
    // A process that settles the journal locks the entry for a moment to check whether it was abandoned.
    bool isDone = retryInterrupted([&] { return sys().flock(file.get(), LOCK_EX); }) == 0;
    if (isDone)
        isDone = writeAll(file.get(), text), call = "pwrite";
    if (isDone)
        isDone = sys().fsync(file.get()) == 0, call = "fsync";
    if (isDone)
        isDone = sys().renameat2(AT_FDCWD, newPath.c_str(), AT_FDCWD, path.c_str(), 0) == 0, call = "renameat2";
    if (!isDone) {
        auto refusal = failure(call, newPath);
        sys().unlinkat(AT_FDCWD, newPath.c_str(), 0);
        return refusal;
    }
    if (sys().fsync(directory.get()) != 0) {
        auto refusal = failure("fsync", *m_directory);
        sys().unlinkat(AT_FDCWD, path.c_str(), 0);
        return refusal;
    }
    return JournalEntry(std::move(file), path, record, JournalEntry::State::Breaking);
}

Result<std::vector<std::string>> Journal::ids() const
{
    std::vector<std::string> ids;
    if (!m_directory)
        return m_directory.error();
    auto reader = DirectoryReader::open(*m_directory);
    if (!reader) {
        if (reader.error().systemErrno == ENOENT)
            return ids;
        auto refusal = reader.error();
        refusal.code = LockErrc::StateFailed;
        return refusal;
    }
    if (auto trusted = trustDirectory(reader->fd()); !trusted)
        return trusted.error();
    while (const auto entry = reader->next()) {
        const std::string_view name = entry->name;
        if (isId(name))
            ids.emplace_back(name);
        else if (name.ends_with(NewSuffix) && isId(name.substr(0, name.size() - NewSuffix.size())))
            removeUnfinished(reader->fd(), entry->name);
    }
    return ids;
}

/// An invalid descriptor if it does not exist.
Result<FileDescriptor> Journal::openNote(const std::filesystem::path &path) const
{
    FileDescriptor file(retryInterrupted(
        [&] { return sys().openat(AT_FDCWD, path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); }));
    if (!file && errno != ENOENT)
        return failure("openat", path);
    return file;
}

Result<std::optional<Journal::Used>> Journal::readNote(int file, const std::filesystem::path &path) const
{
    // It may have been removed while it was being opened.
    struct stat status;
    if (sys().fstat(file, &status) != 0 || status.st_nlink == 0)
        return std::optional<Used>();
    if (!S_ISREG(status.st_mode))
        return Failure::of(LockErrc::StateFailed, path, notRegular(status.st_mode));
    if (status.st_uid != ::geteuid() || status.st_nlink != 1)
        return Failure::of(LockErrc::StateFailed, path, Sentence::Detail::NoteNotTrusted);
    const auto text = readAll(file, LargestRecord);
    if (!text)
        return failure("read", path);
    auto record = text->empty() || !isState(text->front())
                      ? std::nullopt
                      : BreakRecord::fromJson(QByteArray::fromStdString(text->substr(1)));
    if (!record || record->id != path.filename().native())
        return Failure::of(LockErrc::StateFailed, path, Sentence::Detail::NoteUnreadable);
    if (record->bootId != ownBootId())
        record->forgetDevices();
    return std::optional(Used{std::move(*record), static_cast<JournalEntry::State>(text->front()), path});
}

Result<std::optional<JournalEntry>> Journal::open(const std::string &id, std::chrono::nanoseconds until) const
{
    const auto path = *m_directory / id;
    auto file = openNote(path);
    if (!file)
        return file.error();
    if (!*file)
        return std::optional<JournalEntry>();
    if (!lockNote(file->get(), until)) {
        if (errno == EWOULDBLOCK)
            return std::optional<JournalEntry>();
        return failure("flock", path);
    }
    auto note = readNote(file->get(), path);
    if (!note)
        return note.error();
    if (!*note)
        return std::optional<JournalEntry>();
    return std::optional(JournalEntry(std::move(*file), path, std::move((*note)->record), (*note)->state));
}

Result<std::optional<Journal::Used>> Journal::peek(const std::string &id) const
{
    const auto path = *m_directory / id;
    const auto file = openNote(path);
    if (!file)
        return file.error();
    return *file ? readNote(file->get(), path) : std::optional<Used>();
}

} // namespace Lockscope
