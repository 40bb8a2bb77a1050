// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/remotestate.h"

#include <QCoreApplication>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RemoteState)
};

} // namespace

QString RemoteState::text() const
{
    switch (kind) {
    case Kind::Connecting:
        return Words::tr("Connecting…");
    case Kind::Live:
        return Words::tr("Changes are reported as they happen");
    case Kind::NotAnswering:
        return Words::tr("Not answering: %1").arg(problem);
    case Kind::Absent:
        return Words::tr("Does not exist there");
    case Kind::NoPermission:
        return Words::tr("May not be read there");
    }
    return {};
}

} // namespace Lockscope::Ui
