// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/remote/remotestate.h"
#include "ui/sources/placesearch.h"
#include "ui/text/lockaddress.h"

#include <lockscope/lockwatcher.h>

#include <QObject>
#include <QString>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;
class Preferences;
class RemoteWatcher;

/// The number of locks of one source.
struct SourceCounts
{
    std::size_t locks = 0;
    std::size_t stale = 0;

    bool operator==(const SourceCounts &) const = default;
};

/// One place that is watched, or can be.
struct Source
{
    std::filesystem::path path = {}; ///< empty: the kernel's lock table
    bool isWellKnown = false;        ///< offered because well-known programs keep locks there
    bool isFile = false;             ///< not a directory when it was added
    bool isOwn = false; ///< because this window acquires a lock there: removed with the lock, and not stored
    bool isWatched = true;
    std::optional<WatchedPlace> state = {}; ///< how it is watched; none for the kernel, or if it is not known yet
    std::optional<RemoteState> remote = {}; ///< the same for an address
    SourceCounts counts = {};

    bool isKernel() const { return path.empty(); }
    LockAddress::Where where() const { return LockAddress::of(path).where; }
};

/// The sources: the kernel's locks, the places of well-known programs, and the places that the user added, of which
/// some may be on other hosts or in etcd. Passes them to the watchers, and stores them in the preferences unless they
/// come from the command line.
class Sources : public QObject
{
    Q_OBJECT

public:
    Sources(LockWatcher &watcher, RemoteWatcher &remote, Preferences &preferences, QObject *parent = nullptr);

    /// The sources of the last session; at the first start, the kernel's locks and the well-known places.
    void watchAsBefore();
    /// Only the kernel's locks and the well-known places.
    void watchThisHost();
    /// Called when it is known what the paths are and they are watched.
    using WhenWatched = std::function<void(const std::vector<NamedPath> &)>;
    void watchOnly(const Paths &paths, WhenWatched whenWatched = {});
    void add(const Paths &paths, WhenWatched whenWatched = {});
    /// For a lock of this window: watched until it no longer exists.
    void addOwn(const std::filesystem::path &path);
    void remove(const Paths &paths);
    void setWatched(const std::filesystem::path &path, bool isWatched);

    /// The kernel first, then the places of the user, then the well-known places.
    const std::vector<Source> &all() const { return m_sources; }
    /// Including addresses.
    const LockWatcher::Places &places() const { return m_places; }
    /// Whether a place on another host or in etcd is watched.
    bool hasRemote() const;
    /// Whether the path belongs to a well-known place, and to none that the user chose.
    bool isWellKnown(const std::filesystem::path &path) const;
    void count(const LockTableModel &locks);

Q_SIGNALS:
    /// The list of sources, or their states, have changed.
    void changed();
    void counted();
    /// A scan begins; it replaces the previous one if `anew`.
    void looking(bool anew);

private:
    void start(bool kernelLocks, const std::vector<NamedPath> &chosen, const LockWatcher::Places &host,
               const Paths &declined);
    void insert(Source source);
    void apply();
    void keep();
    void keepAlso(const std::vector<NamedPath> &added);
    void notePlace(const WatchedPlace &place);
    void noteRemote(const std::filesystem::path &address, const RemoteState &state);
    Source *find(const std::filesystem::path &path);

    LockWatcher &m_watcher;
    RemoteWatcher &m_remote;
    Preferences &m_preferences;
    PlaceSearch m_search;
    std::vector<Source> m_sources;
    LockWatcher::Places m_places;
    bool m_isKept = true;
};

} // namespace Lockscope::Ui
