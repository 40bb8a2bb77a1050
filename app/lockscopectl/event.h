// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Ctl {

/// A descriptor that becomes readable once, to end the wait of another thread.
class Event
{
public:
    Event();
    ~Event();
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;

    int fd() const { return m_fd; }
    /// Thread-safe.
    void set() const;

private:
    int m_fd;
};

} // namespace Ctl
