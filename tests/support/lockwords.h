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

/// Where locks are that are not files.
class LockPlace
{
public:
    virtual ~LockPlace() = default;
    virtual std::unique_ptr<Lockscope::LockFile> make(const std::filesystem::path &path) const = 0;
    /// What holds the lock, or waits for it, an entry each.
    virtual std::vector<std::string> holdings(const std::filesystem::path &path) const = 0;
    virtual void removeByForce(const std::filesystem::path &path) const = 0;
};

/// A way to lock, by the word that tests and the actor use for it.
struct LockWord
{
    const char *word = nullptr;
    std::optional<Lockscope::KernelLock::Type> type = {}; ///< absent: it is a mark that the kernel knows nothing of
    bool isShared = false;
    bool removes = false;        ///< the file on release
    bool writes = false;         ///< a text into the file
    bool reacquires = false;     ///< acquiring what the object holds already succeeds
    bool replaces = false;       ///< what a dead holder left behind
    bool isRow = false;          ///< in the database `locks.db` beside the path
    unsigned permissions = 0666; ///< less umask
    /// What it keeps out: itself, or the exclusive form.
    const char *rival = word;

    /// Of a lock that is not a file: how it is made, and what the path stands for.
    const LockPlace *place = nullptr;

    bool isMarker() const { return !type.has_value(); }
    /// A kind of pylockfile.
    bool isPyLock() const { return isMarker() && !replaces && !place; }
    /// There is a file at the path.
    bool isFile() const { return !isRow && !place; }
    /// It needs somebody to break it after its holder was killed.
    bool outlivesItsHolder() const { return isMarker() && !replaces; }
};

/// The database in which the kind sqlite keeps the lock of this path.
std::filesystem::path databaseBeside(const std::filesystem::path &lock);

/// All kinds, in every form that they have.
std::span<const LockWord> lockWords();
/// Replaces them: for tests of kinds that are in other libraries.
void setLockWords(std::span<const LockWord> words);
const LockWord &lockWord(std::string_view word);

/// The object that is meant by the word. Ends the program where the word is unknown.
std::unique_ptr<Lockscope::LockFile> makeByWord(std::string_view word, const std::filesystem::path &path);
/// The same, made by a thread that ends at once.
std::unique_ptr<Lockscope::LockFile> makeElsewhere(std::string_view word, const std::filesystem::path &path);
