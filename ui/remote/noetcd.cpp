// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/etcdwatch.h"
#include "ui/remote/remotereports.h"

#include <QCoreApplication>

// For a window that was built without Lockscope::Etcd.
namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EtcdWatch)
};

} // namespace

QString etcdProblem(const std::filesystem::path &)
{
    return Words::tr("This window was built without support for etcd");
}

std::filesystem::path normalEtcdAddress(const std::filesystem::path &address)
{
    return address;
}

LockReport inspectInEtcd(const std::filesystem::path &address, std::shared_ptr<HostAsker>, Inspector &)
{
    LockReport report;
    report.path = address;
    return report;
}

void watchInEtcd(const std::filesystem::path &address, RemoteReports &reports, const std::stop_token &)
{
    RemoteState state;
    state.kind = RemoteState::Kind::NotAnswering;
    state.problem = etcdProblem(address);
    Q_EMIT reports.stateChanged(state);
}

} // namespace Lockscope::Ui
