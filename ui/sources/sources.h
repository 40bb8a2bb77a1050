// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sources/placesearch.h"

#include <lockscope/lockwatcher.h>

#include <QObject>
#include <QString>

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;
class Preferences;

/// How many locks of one source there are.
struct SourceCounts
{
    std::size_t locks = 0;
    std::size_t stale = 0;

    bool operator==(const SourceCounts &) const = default;
};

/// One place that is watched or can be.
struct Source
{
    std::filesystem::path path = {}; ///< empty: the kernel's lock table
    bool isWellKnown = false;        ///< offered, because well-known programs have their locks there
    bool isWatched = true;
    std::optional<WatchedPlace> state = {}; ///< how it is followed; of the kernel, and before the watcher says: none
    SourceCounts counts = {};

    bool isKernel() const { return path.empty(); }
};

/// What is watched: the kernel's locks, the places of well-known programs, and what the user added. Tells the watcher,
/// and keeps it in the preferences, unless it was named on the command line.
class Sources : public QObject
{
    Q_OBJECT

public:
    Sources(LockWatcher &watcher, Preferences &preferences, QObject *parent = nullptr);

    /// What the user watched last; the first time the kernel's locks and the well-known places.
    void watchAsBefore();
    /// The kernel's locks and the well-known places, nothing else.
    void watchThisHost();
    void watchOnly(const Paths &paths);
    void add(const Paths &paths);
    void remove(const std::filesystem::path &path);
    void setWatched(const std::filesystem::path &path, bool isWatched);

    /// The kernel first, then what the user added, then the well-known places.
    const std::vector<Source> &all() const { return m_sources; }
    const LockWatcher::Places &places() const { return m_places; }
    void count(const LockTableModel &locks);

Q_SIGNALS:
    /// Another list of sources, or other states.
    void changed();
    void counted();
    /// A new search begins, in place of the one before where `anew`.
    void looking(bool anew);

private:
    void start(bool kernelLocks, Paths chosen, const LockWatcher::Places &host, const Paths &declined);
    void apply();
    void keep();
    void notePlace(const WatchedPlace &place);
    Source *find(const std::filesystem::path &path);

    LockWatcher &m_watcher;
    Preferences &m_preferences;
    PlaceSearch m_search;
    std::vector<Source> m_sources;
    LockWatcher::Places m_places;
    bool m_isKept = true;
};

} // namespace Lockscope::Ui
