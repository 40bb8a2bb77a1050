// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockfile.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The location of locks that are not files.
class LockPlace
{
public:
    virtual ~LockPlace() = default;
    virtual std::unique_ptr<Lockscope::LockFile> make(const std::filesystem::path &path) const = 0;
    /// What holds the lock or waits for it, one entry each.
    virtual std::vector<std::string> holdings(const std::filesystem::path &path) const = 0;
    virtual void removeByForce(const std::filesystem::path &path) const = 0;
};

/// A kind of lock in one of its forms, with the word by which tests and the actor refer to it.
struct LockWord
{
    const char *word = nullptr;
    std::optional<Lockscope::KernelLock::Type> type = {}; ///< absent: a marker, which is not a kernel lock
    bool isShared = false;
    bool removes = false;        ///< the file on release
    bool writes = false;         ///< content to the file
    bool reacquires = false;     ///< acquiring succeeds if the object already holds the lock
    bool replaces = false;       ///< the lock of an exited holder
    bool isRow = false;          ///< in the database `locks.db` beside the path
    unsigned permissions = 0666; ///< minus umask
    /// The variant that it excludes: itself, or the exclusive form.
    const char *rival = word;

    /// For a lock that is not a file: how it is created, and what the path stands for.
    const LockPlace *place = nullptr;

    bool isMarker() const { return !type.has_value(); }
    /// A kind of pylockfile.
    bool isPyLock() const { return isMarker() && !replaces && !place; }
    /// The path names a file.
    bool isFile() const { return !isRow && !place; }
    /// It must be broken after its holder was killed.
    bool outlivesItsHolder() const { return isMarker() && !replaces; }
};

/// The database in which the kind sqlite keeps the lock of this path.
std::filesystem::path databaseBeside(const std::filesystem::path &lock);

/// All kinds in all their forms.
std::span<const LockWord> lockWords();
/// Replaces them, for tests of kinds in other libraries.
void setLockWords(std::span<const LockWord> words);
const LockWord &lockWord(std::string_view word);

/// The object for this word. Ends the program if the word is unknown.
std::unique_ptr<Lockscope::LockFile> makeByWord(std::string_view word, const std::filesystem::path &path);
/// The same, created by a thread that exits immediately.
std::unique_ptr<Lockscope::LockFile> makeElsewhere(std::string_view word, const std::filesystem::path &path);
