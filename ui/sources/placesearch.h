// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/sources/pathtext.h"

#include <lockscope/lockwatcher.h>

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>

namespace Lockscope::Ui {

std::filesystem::path toPath(const QString &name);

/// Finds the places to watch. Accesses the file system in another thread. The results arrive in the order of the calls,
/// in the thread that owns the object, and not after its destruction.
class PlaceSearch : public QObject
{
    Q_OBJECT

public:
    using Places = LockWatcher::Places;
    using Use = std::function<void(Places)>;

    explicit PlaceSearch(QObject *parent = nullptr);

    /// The kernel locks of this host, and the places where well-known programs keep locks.
    void thisHost(Use use);
    /// These paths, made absolute, because the current directory may change.
    void paths(Paths paths, Use use);

private:
    BackgroundPool m_thread{1};
};

} // namespace Lockscope::Ui
