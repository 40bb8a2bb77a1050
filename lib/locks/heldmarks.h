// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace Lockscope {

/// The marks that this process holds, with the threads that made them, so that a thread which would wait for itself is
/// told. Safe in any thread. A forked child starts with an empty register: it holds none of its parent's.
class HeldMarks
{
public:
    static HeldMarks &instance();

    void enter(const void *owner, const std::filesystem::path &path, const std::filesystem::path &place);
    void leave(const void *owner);
    /// Whether the mark at the path, however that is spelled, was made by the calling thread.
    bool isOfThisThread(const std::filesystem::path &path, const std::filesystem::path &place) const;
    /// Whether an object of this process, in any thread, holds the mark or is about to; this one aside.
    bool isOfAnother(const void *owner, const std::filesystem::path &path) const;
    std::size_t size() const;

private:
    HeldMarks();
    struct Mark
    {
        std::filesystem::path path;
        std::filesystem::path place;
        std::thread::id thread;
    };
    template <typename Condition>
    bool isHeld(const std::filesystem::path &path, const std::filesystem::path &place, Condition condition) const;

    mutable std::mutex m_mutex;
    std::map<const void *, Mark> m_marks; ///< by the object that holds
};

} // namespace Lockscope
