// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/verdictwords.h"

#include <QCoreApplication>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(VerdictWords)
};

} // namespace

QString stateText(Verdict::State state)
{
    switch (state) {
    case Verdict::State::Held:
        return Words::tr("Held");
    case Verdict::State::Stale:
        return Words::tr("Stale");
    case Verdict::State::Free:
        return Words::tr("Free");
    case Verdict::State::Unknown:
        return Words::tr("Unknown");
    case Verdict::State::Absent:
        return Words::tr("Absent");
    }
    return {};
}

QString verdictText(const Verdict &verdict)
{
    if (verdict.confidence == Verdict::Confidence::Presumed && verdict.state == Verdict::State::Held)
        return Words::tr("Probably held");
    if (verdict.confidence == Verdict::Confidence::Presumed && verdict.state == Verdict::State::Free)
        return Words::tr("Probably free");
    return stateText(verdict.state);
}

QString confidenceText(Verdict::Confidence confidence)
{
    return confidence == Verdict::Confidence::Proved ? Words::tr("Proven") : Words::tr("Presumed");
}

QString reasonText(Verdict::Reason reason)
{
    switch (reason) {
    case Verdict::Reason::KernelLockHeld:
        return Words::tr("a process holds a kernel lock on it");
    case Verdict::Reason::KernelLockFree:
        return Words::tr("no process holds a kernel lock on it");
    case Verdict::Reason::PidAlive:
        return Words::tr("its process is running");
    case Verdict::Reason::PidDead:
        return Words::tr("its process is not running");
    case Verdict::Reason::PidRecycled:
        return Words::tr("its PID belongs to a newer process");
    case Verdict::Reason::BootedSince:
        return Words::tr("the host was rebooted since then");
    case Verdict::Reason::NameMismatch:
        return Words::tr("a process of another program has its PID");
    case Verdict::Reason::ZombieHolder:
        return Words::tr("its process is a zombie");
    case Verdict::Reason::OtherHost:
        return Words::tr("it belongs to another host");
    case Verdict::Reason::OtherPidNamespace:
        return Words::tr("its PID belongs to another PID namespace");
    case Verdict::Reason::AmbiguousPid:
        return Words::tr("its PID is ambiguous");
    case Verdict::Reason::NoOwnerRecorded:
        return Words::tr("it records no owner");
    case Verdict::Reason::Incomplete:
        return Words::tr("it is incomplete");
    case Verdict::Reason::Unreadable:
        return Words::tr("it cannot be read");
    case Verdict::Reason::HeartbeatExpired:
        return Words::tr("its heartbeat is overdue");
    case Verdict::Reason::HeartbeatFresh:
        return Words::tr("its heartbeat is recent");
    case Verdict::Reason::MarkerPresent:
        return Words::tr("it exists");
    case Verdict::Reason::PortInUse:
        return Words::tr("its number is a port that is in use");
    case Verdict::Reason::FileOpen:
        return Words::tr("a process has the file open");
    case Verdict::Reason::ServerDecides:
        return Words::tr("the file server decides");
    case Verdict::Reason::LeaseHeld:
        return Words::tr("its lease has not ended");
    case Verdict::Reason::FormerHolderAlive:
        return Words::tr("its lease ended, but its process is running");
    case Verdict::Reason::Unreachable:
        return Words::tr("its server does not answer");
    case Verdict::Reason::Unrecognised:
        return Words::tr("its format is not recognised");
    case Verdict::Reason::Absent:
        return Words::tr("it does not exist");
    }
    return {};
}

QString supportsText(Evidence::Supports supports)
{
    switch (supports) {
    case Evidence::Supports::Held:
        return stateText(Verdict::State::Held);
    case Evidence::Supports::Stale:
        return stateText(Verdict::State::Stale);
    case Evidence::Supports::Free:
        return stateText(Verdict::State::Free);
    case Evidence::Supports::Unknown:
        return stateText(Verdict::State::Unknown);
    case Evidence::Supports::Nothing:
        return {};
    }
    return {};
}

QString eventText(LockEvent::Kind kind)
{
    switch (kind) {
    case LockEvent::Kind::Appeared:
        return Words::tr("Appeared");
    case LockEvent::Kind::Acquired:
        return Words::tr("Acquired");
    case LockEvent::Kind::Released:
        return Words::tr("Released");
    case LockEvent::Kind::Removed:
        return Words::tr("Removed");
    case LockEvent::Kind::Stale:
        return Words::tr("Stale");
    case LockEvent::Kind::Replaced:
        return Words::tr("Replaced");
    case LockEvent::Kind::Waiting:
        return Words::tr("Waiting");
    case LockEvent::Kind::Broken:
        return Words::tr("Broken");
    case LockEvent::Kind::Changed:
        return Words::tr("Changed");
    }
    return {};
}

QString intervalText(LockInterval::What what)
{
    switch (what) {
    case LockInterval::What::Held:
        return Words::tr("Held");
    case LockInterval::What::Waited:
        return Words::tr("Waiting");
    case LockInterval::What::Stale:
        return Words::tr("Stale");
    }
    return {};
}

QString endText(LockInterval::End end)
{
    switch (end) {
    case LockInterval::End::Open:
        return Words::tr("Ongoing");
    case LockInterval::End::Released:
        return Words::tr("Released");
    case LockInterval::End::Removed:
        return Words::tr("Removed");
    case LockInterval::End::Stale:
        return Words::tr("Became stale");
    case LockInterval::End::Broken:
        return Words::tr("Broken");
    case LockInterval::End::Replaced:
        return Words::tr("Replaced by another file");
    case LockInterval::End::Passed:
        return Words::tr("Acquired by another process");
    case LockInterval::End::Exited:
        return Words::tr("Holder exited");
    case LockInterval::End::Unseen:
        return Words::tr("End not observed");
    }
    return {};
}

QString lockTypeText(KernelLock::Type type)
{
    switch (type) {
    case KernelLock::Type::Flock:
        return Words::tr("flock");
    case KernelLock::Type::Posix:
        return Words::tr("POSIX");
    case KernelLock::Type::Ofd:
        return Words::tr("OFD", "open file description lock");
    case KernelLock::Type::Lease:
        return Words::tr("Lease");
    }
    return {};
}

QString lockModeText(KernelLock::Mode mode)
{
    return mode == KernelLock::Mode::Read ? Words::tr("Shared (read)") : Words::tr("Exclusive (write)");
}

QString inodeTypeText(LockReport::InodeType type)
{
    switch (type) {
    case LockReport::InodeType::None:
        return Words::tr("Unknown type");
    case LockReport::InodeType::Regular:
        return Words::tr("File");
    case LockReport::InodeType::Directory:
        return Words::tr("Folder");
    case LockReport::InodeType::Symlink:
        return Words::tr("Symbolic link");
    case LockReport::InodeType::Fifo:
        return Words::tr("FIFO");
    case LockReport::InodeType::Socket:
        return Words::tr("Socket");
    case LockReport::InodeType::CharacterDevice:
        return Words::tr("Character device");
    case LockReport::InodeType::BlockDevice:
        return Words::tr("Block device");
    }
    return {};
}

} // namespace Lockscope::Ui
