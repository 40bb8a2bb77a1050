// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>

namespace Lockscope::Ui {

/// How a place on another host or in etcd is watched.
struct RemoteState
{
    enum class Kind
    {
        Connecting,
        Live,
        NotAnswering, ///< `problem` is the reason; the connection is tried again
        Absent,       ///< the host answers, but the place does not exist there
        NoPermission, ///< and may not be read there
    };
    /// Whether locks there can be broken from here.
    enum class Break
    {
        Unknown, ///< not answered yet
        Allowed,
        Refused, ///< `breakRefusal` is the reason
    };

    Kind kind = Kind::Connecting;
    QString problem = {};
    /// When the host was last heard from.
    std::chrono::steady_clock::time_point heard = {};
    Break breaking = Break::Unknown;
    QString breakRefusal = {};

    /// One sentence, without the address.
    QString text() const;

    bool operator==(const RemoteState &) const = default;
};

} // namespace Lockscope::Ui

Q_DECLARE_METATYPE(Lockscope::Ui::RemoteState)
