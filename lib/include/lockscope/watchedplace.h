// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockscope_export.h>

#include <QMetaType>
#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>
#include <string_view>

namespace Lockscope {

/// How one of the places given to a LockWatcher is watched. A value.
struct LOCKSCOPE_EXPORT WatchedPlace
{
    Q_GADGET
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(State state MEMBER state)
    Q_PROPERTY(QString text READ text)

public:
    enum class State
    {
        Searching,    ///< the initial scan is in progress
        Live,         ///< the kernel reports each change
        Polling,      ///< inspected again every few seconds: there are no events, or the inotify watches are used up
        NotAnswering, ///< an inspection timed out: the file system hangs
        NoPermission, ///< may not be read
        Absent,       ///< does not exist; watched as soon as it appears
    };
    Q_ENUM(State)

    std::filesystem::path path; ///< as given to LockWatcher::watch()
    State state = State::Searching;
    std::optional<Failure> failure; ///< why it is not live, if a system call was refused

    QString pathText() const;
    /// One sentence for people, without the path.
    QString text() const;

    bool operator==(const WatchedPlace &other) const
    {
        return path == other.path && state == other.state && failure.has_value() == other.failure.has_value();
    }
};

/// `searching`, `live`, `polling`, `not-answering`, `no-permission`, `absent`.
LOCKSCOPE_EXPORT std::string_view toWord(WatchedPlace::State state);

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::WatchedPlace)
