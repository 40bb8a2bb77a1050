// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace Lockscope::Test {

/// The other process of the test kit, see actor/main.cpp. An answer that does not come in time is a failure of the
/// test.
class ActorProcess
{
public:
    ActorProcess();
    ~ActorProcess();
    ActorProcess(const ActorProcess &) = delete;
    ActorProcess &operator=(const ActorProcess &) = delete;

    /// Sends a command and returns the answer.
    std::string say(const std::string &line);
    std::int64_t pid() const { return m_pid; }

    void kill() const;
    void stop() const;
    /// Waits for the end of the process, after which nothing is left of it.
    void reap();
    /// Waits for the end of the process, and leaves the zombie.
    void waitForZombie() const;
    /// The process exits, and its child answers from now on.
    void handOver();

    /// A path as a word of a command.
    static std::string word(const std::filesystem::path &path);
    /// The PID of a process that has exited.
    static std::int64_t endedPid();

private:
    std::string listen();

    pid_t m_pid = -1;
    bool m_isOurChild = true;
    int m_socket = -1;
    std::string m_heard;
};

} // namespace Lockscope::Test
