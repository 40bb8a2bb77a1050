// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>

#include <string>

/// A user-defined kind: the lock is a name in Linux's abstract socket namespace, which one process at a time can bind
/// and which is released when the process exits.
class SocketLock : public Lockscope::LockFile
{
public:
    explicit SocketLock(std::string name);
    ~SocketLock() override;

    std::string_view kind() const override { return "socket"; }

protected:
    Lockscope::Result<Attempt> attempt() override;
    Lockscope::Result<void> doRelease() override;
    bool isStillMine() const override { return m_socket >= 0; }
    Lockscope::Result<bool> queryLocked() const override;
    BreakMethod breakManner() const override { return BreakMethod::Nothing; }

private:
    /// The bound socket, or -1 with errno.
    int bind() const;

    std::string m_name;
    int m_socket = -1;
};
