// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/remote/remotestate.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QObject>

#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// Watches places on other hosts and in etcd, each in a thread of its own, and reports their locks like a LockWatcher:
/// the path of each is an address. A place that does not answer delays nothing else.
class RemoteWatcher : public QObject
{
    Q_OBJECT

public:
    explicit RemoteWatcher(QObject *parent = nullptr);
    ~RemoteWatcher() override;

    /// Watches these addresses instead of the previous ones.
    void watch(const std::vector<std::filesystem::path> &addresses);
    /// Connects again at once where there is no connection.
    void refresh();
    /// The watch of the place that contains the address; null if no watched place contains it.
    const RemoteState *stateOf(const std::filesystem::path &address) const;

Q_SIGNALS:
    void updated(const std::vector<Lockscope::LockReport> &reports);
    void removed(const std::vector<std::string> &keys);
    void eventsOccurred(const std::vector<Lockscope::LockEvent> &events);
    void stateChanged(const std::filesystem::path &address, const Lockscope::Ui::RemoteState &state);
    /// The locks that exist at an address have been reported.
    void ready(const std::filesystem::path &address);

private:
    struct Place;
    void start(const std::filesystem::path &address);
    void stop(Place &place);
    void note(const std::filesystem::path &address, RemoteState state);
    void askWhetherBreakingIsAllowed(const std::filesystem::path &address);

    std::map<std::filesystem::path, std::unique_ptr<Place>> m_places;
    /// Further places wait until others are no longer watched.
    BackgroundPool m_threads{64};
    BackgroundPool m_questions{2};
};

} // namespace Lockscope::Ui
