// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/hostproblem.h"

#include "ui/widgets/messagebar.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HostProblem)
};

} // namespace

QString problemText(const HostCommand::End &end)
{
    using Problem = HostCommand::Problem;
    const auto detail = displayText(end.detail);
    switch (end.problem.value_or(Problem::Lost)) {
    case Problem::NotReached:
        return detail.isEmpty() ? Words::tr("it was not reached") : Words::tr("it was not reached: %1").arg(detail);
    case Problem::NoProgram:
        return Words::tr("lockscopectl was not found there; install it in the PATH of ssh logins");
    case Problem::OtherVersion:
        return Words::tr("lockscopectl there is of another version; install the same version on both hosts");
    case Problem::OtherMachine:
        return Words::tr("another machine answers (machine ID %1); if that is right, remove and add the host")
            .arg(detail);
    case Problem::Refused:
        return Words::tr("it refused the command: %1").arg(detail);
    case Problem::NoAnswer:
        return Words::tr("it did not answer in time");
    case Problem::BadAnswer:
        return Words::tr("its answer is invalid");
    case Problem::Lost:
        break;
    }
    return Words::tr("the connection was lost");
}

FoundHost findHost(const std::string &name)
{
    const auto list = HostList::read();
    if (!list)
        return {.host = {}, .problem = failureText(list.error())};
    const auto hosts = list->named(name);
    if (hosts.empty())
        return {.host = {}, .problem = Words::tr("it is not in the list of hosts; add it in Settings › Other hosts")};
    if (hosts.size() > 1)
        return {.host = {}, .problem = Words::tr("several hosts in the list have this name")};
    return {.host = hosts.front(), .problem = {}};
}

} // namespace Lockscope::Ui
