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

/// How one of the places given to a LockWatcher is followed. A value.
struct LOCKSCOPE_EXPORT WatchedPlace
{
    Q_GADGET
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(State state MEMBER state)
    Q_PROPERTY(QString text READ text)

public:
    enum class State
    {
        Searching,    ///< the first look is not done
        Live,         ///< the kernel tells of each change
        Polling,      ///< looked at again every few seconds: it sends no events, or the kernel's watches are used up
        NotAnswering, ///< a look has not come back in time: the file system under it hangs
        NoPermission, ///< may not be read
        Absent,       ///< is not there; followed as soon as it appears
    };
    Q_ENUM(State)

    std::filesystem::path path; ///< as given to LockWatcher::watch()
    State state = State::Searching;
    std::optional<Failure> failure; ///< why it is not live, where a call was refused

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
