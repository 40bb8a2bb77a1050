// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <thread>

/// A FUSE file system whose server does not answer. The end of this object ends the waiting of all who ask it. Needs
/// CAP_SYS_ADMIN and /dev/fuse.
class SilentFileSystem
{
public:
    enum class Answers
    {
        Nothing,
        Taken,  ///< the server takes every call and answers none, so that no signal interrupts it
        Status, ///< names end in regular files of five bytes, whose content and whose listing never come
    };

    explicit SilentFileSystem(const std::filesystem::path &at, Answers answers = Answers::Nothing);
    ~SilentFileSystem();
    SilentFileSystem(const SilentFileSystem &) = delete;
    SilentFileSystem &operator=(const SilentFileSystem &) = delete;

    bool isMounted() const { return m_isMounted; }

private:
    void serve() const;

    std::filesystem::path m_at;
    Answers m_answers;
    int m_fd;
    bool m_isMounted = false;
    std::thread m_server;
};
