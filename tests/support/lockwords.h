// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockfile.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

/// A way to lock, by the word that tests and the actor use for it.
struct LockWord
{
    const char *word = nullptr;
    Lockscope::KernelLock::Type type = Lockscope::KernelLock::Type::Flock;
    bool isShared = false;
    bool removes = false; ///< the file on release
    bool writes = false;  ///< a text into the file
    /// What it keeps out: itself, or the exclusive form.
    const char *rival = word;
};

/// All kinds, in every form that they have.
std::span<const LockWord> lockWords();
const LockWord &lockWord(std::string_view word);

/// The object that is meant by the word. Ends the program where the word is unknown.
std::unique_ptr<Lockscope::LockFile> makeByWord(std::string_view word, const std::filesystem::path &path);
