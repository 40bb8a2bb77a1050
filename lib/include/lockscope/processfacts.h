// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// What /proc shows about one process at one moment. A field that the kernel hides (other user, hidepid) is empty.
/// Strings are bytes that the process itself may choose: escape them before display.
struct LOCKSCOPE_EXPORT ProcessFacts
{
    Q_GADGET
    Q_PROPERTY(qint64 pid MEMBER pid)
    Q_PROPERTY(qint64 ppid MEMBER ppid)
    Q_PROPERTY(QString name READ nameText)
    Q_PROPERTY(QString commandLine READ commandLineText)
    Q_PROPERTY(QString user READ userText)
    Q_PROPERTY(QString stateName READ stateName)

public:
    std::int64_t pid = 0;
    std::int64_t ppid = 0;
    std::string name;                     ///< comm: at most 15 bytes
    std::vector<std::string> commandLine; ///< arguments; empty for a kernel thread and for a zombie
    std::int64_t uid = -1;
    std::string user;                        ///< name of the uid, or the uid as digits if it has none
    std::uint64_t startTicks = 0;            ///< field 22 of stat: clock ticks since boot
    std::optional<WallTime> startTime;       ///< the same as a time of the current wall clock
    char state = '?';                        ///< R S D T t Z X I
    int threads = 0;                         ///< threads that are not dead; 0 for a zombie whose last thread has exited
    std::uint64_t pidNamespace = 0;          ///< inode of its PID namespace; 0 if hidden
    std::vector<std::int64_t> namespacePids; ///< NSpid: its PIDs from the PID namespace of this process inwards
    std::string container;                   ///< container ID from its cgroup; empty for a process of the host
    bool isKernelThread = false;             ///< a thread of the kernel itself, which never creates a lock file

    /// Exited, but its parent has not read its exit status: none of its threads can hold anything.
    bool isDeadZombie() const { return (state == 'Z' || state == 'X') && threads == 0; }

    QString nameText() const;
    /// Quoted so that a shell parses it into the same arguments, and safe to display.
    QString commandLineText() const;
    QString userText() const;
    /// In English, for scripts: running, sleeping, stopped, zombie ...
    std::string_view stateWord() const;
    /// The same in the language of the program.
    QString stateName() const;

    bool operator==(const ProcessFacts &) const = default;
};

} // namespace Lockscope
