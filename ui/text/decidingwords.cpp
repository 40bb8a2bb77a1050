// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/decidingwords.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DecidingWords)
};

QString hostOf(const LockReport &report)
{
    return report.owner.hostname ? displayText(*report.owner.hostname) : Words::tr("that host");
}

} // namespace

QString decidingText(const LockReport &report)
{
    if (report.verdict.state != Verdict::State::Unknown)
        return {};
    switch (report.verdict.reason) {
    case Verdict::Reason::OtherHost:
        return Words::tr("To decide it: look at it on %1, or ask there whether its process lives.").arg(hostOf(report));
    case Verdict::Reason::OtherPidNamespace:
        return Words::tr("To decide it: look at it inside its container, or from the host as root.");
    case Verdict::Reason::AmbiguousPid:
        return Words::tr("To decide it: see which of the numbers in it is the owner's; the others may be anybody's.");
    case Verdict::Reason::NoOwnerRecorded:
        return Words::tr("To decide it: ask who made it. It names nobody, and age alone proves nothing.");
    case Verdict::Reason::Incomplete:
        return Words::tr("To decide it: look again in a moment (F5); somebody may be writing it now.");
    case Verdict::Reason::Unreadable:
        return Words::tr("To decide it: look as a user who may read it, for instance as root.");
    case Verdict::Reason::PidAlive:
    case Verdict::Reason::NameMismatch:
        return Words::tr("To decide it: see under Process whether that is the program which made it.");
    case Verdict::Reason::HeartbeatExpired:
        return Words::tr("To decide it: see whether its program still runs; it may only be slow.");
    case Verdict::Reason::Unrecognised:
        return Words::tr("To decide it: find out which program makes it; its format is not known here.");
    default:
        return {};
    }
}

} // namespace Lockscope::Ui
