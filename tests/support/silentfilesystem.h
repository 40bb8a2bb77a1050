// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <thread>

/// A FUSE file system whose server does not respond. The destructor ends the wait of all processes that access it.
/// Needs CAP_SYS_ADMIN and /dev/fuse.
class SilentFileSystem
{
public:
    enum class Answers
    {
        Nothing,
        Taken,  ///< the server reads every request and answers none, so that no signal interrupts it
        Status, ///< names are regular files of five bytes, whose content and directory listing never arrive
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
