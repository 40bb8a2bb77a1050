// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/remote/remotestate.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QObject>

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// Receives what a thread learns about one place on another host or in etcd. Its functions are signals, which the
/// thread emits.
class RemoteReports : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void updated(const std::vector<Lockscope::LockReport> &reports);
    void removed(const std::vector<std::string> &keys);
    void eventsOccurred(const std::vector<Lockscope::LockEvent> &events);
    void stateChanged(const Lockscope::Ui::RemoteState &state);
    /// The locks that exist have been reported.
    void ready();
};

/// Waits; returns early if it is stopped.
void waitUnlessStopped(const std::stop_token &stop, std::chrono::milliseconds time);

} // namespace Lockscope::Ui
