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
#include <vector>

namespace Lockscope::Ui {

std::filesystem::path toPath(const QString &name);

/// A path that the user named, made absolute.
struct NamedPath
{
    enum class Kind
    {
        Absent,
        Directory,
        Other, ///< a file, or a path that could not be read
    };
    std::filesystem::path path;
    Kind kind = Kind::Other;
};

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
    /// What these paths are. They are made absolute, because the current directory may change.
    void named(const Paths &paths, std::function<void(std::vector<NamedPath>)> use);

private:
    BackgroundPool m_thread{1};
};

} // namespace Lockscope::Ui
