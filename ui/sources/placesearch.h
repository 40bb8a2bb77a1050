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

/// Finds out what there is to watch. That asks the file system, so it is done on another thread; answers come in the
/// order of the questions, on the thread that owns the search. None comes after its end.
class PlaceSearch : public QObject
{
    Q_OBJECT

public:
    using Places = LockWatcher::Places;
    using Use = std::function<void(Places)>;

    explicit PlaceSearch(QObject *parent = nullptr);

    /// The kernel locks of this host, and the places where well-known programs have theirs.
    void thisHost(Use use);
    /// These paths, made absolute: a relative one means something only as long as nobody changes the current folder.
    void paths(Paths paths, Use use);

private:
    BackgroundPool m_thread{1};
};

} // namespace Lockscope::Ui
