// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/helperlock.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <QFile>

#include <array>

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

namespace {

std::filesystem::path pathOf(const BreakRecord &record)
{
    return record.place.directory / record.helper.name;
}

enum class Found
{
    Nothing,
    RegularFile,
    SomethingElse,
};

Found lookFor(int directory, const std::string &name)
{
    struct stat status;
    if (sys().fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? Found::Nothing : Found::SomethingElse;
    return S_ISREG(status.st_mode) ? Found::RegularFile : Found::SomethingElse;
}

/// Replaces only the file of a process that has exited, never one by its age.
std::unique_ptr<QLockFile> rmlockOf(int directory, const std::string &name)
{
    const auto path = QStringLiteral("/proc/self/fd/%1/").arg(directory);
    auto rmlock = std::make_unique<QLockFile>(path + QFile::decodeName(QByteArray::fromStdString(name)));
    rmlock->setStaleLockTime(0);
    return rmlock;
}

Failure busy(const BreakRecord &record)
{
    return Failure::of(LockErrc::BreakChanged, record.place.path(),
                       {Sentence::Detail::BeingRemoved, record.helper.name});
}

void removeLink(int directory, const std::string &name, const std::string &target)
{
    std::array<char, PATH_MAX> found;
    const auto size = sys().readlinkat(directory, name.c_str(), found.data(), found.size());
    if (size >= 0 && target == std::string_view(found.data(), static_cast<std::size_t>(size)))
        sys().unlinkat(directory, name.c_str(), 0);
}

} // namespace

HelperName HelperLock::forFormat(const std::string &format, const std::string &lock, const HostIdentity &host)
{
    if (format == "qlockfile")
        return {lock + ".rmlock", {}};
    if (format == "mercurial") {
        const auto space = QString::number(host.pidNamespace, 16).toStdString();
        return {lock + ".break", host.hostname + '/' + space + ':' + std::to_string(::getpid())};
    }
    return {};
}

Result<HelperLock> HelperLock::take(const BreakRecord &record)
{
    HelperLock helper;
    if (record.helper.name.empty())
        return helper;
    auto directory = record.place.open();
    if (!directory)
        return directory.error();
    helper.m_directory = std::move(*directory);
    const auto &name = record.helper.name;
    const int fd = helper.m_directory.get();
    if (!record.helper.target.empty()) {
        if (sys().symlinkat(record.helper.target.c_str(), fd, name.c_str()) != 0)
            return errno == EEXIST ? busy(record)
                                   : Failure::fromErrno(LockErrc::BreakFailed, "symlinkat", pathOf(record));
        helper.m_link = name;
        helper.m_target = record.helper.target;
        return helper;
    }
    // QLockFile would wait for a FIFO, and follow a link.
    if (lookFor(fd, name) == Found::SomethingElse)
        return Failure::of(LockErrc::BreakFailed, pathOf(record), Sentence::Detail::HelperUnavailable);
    auto rmlock = rmlockOf(fd, name);
    if (!rmlock->tryLock(0)) {
        if (rmlock->error() == QLockFile::LockFailedError)
            return busy(record);
        return Failure::of(LockErrc::BreakFailed, pathOf(record), Sentence::Detail::HelperUnavailable);
    }
    helper.m_rmlock = std::move(rmlock);
    return helper;
}

HelperLock::~HelperLock()
{
    if (!m_link.empty())
        removeLink(m_directory.get(), m_link, m_target);
}

void HelperLock::removeLeft(const BreakRecord &record)
{
    const auto &name = record.helper.name;
    if (name.empty())
        return;
    const auto directory = record.place.open();
    if (!directory)
        return;
    if (!record.helper.target.empty())
        return removeLink(directory->get(), name, record.helper.target);
    // Acquiring it replaces the file of a process that has exited, and releasing it removes the file.
    if (lookFor(directory->get(), name) == Found::RegularFile)
        rmlockOf(directory->get(), name)->tryLock(0);
}

} // namespace Lockscope
