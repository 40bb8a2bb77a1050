// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/helperlock.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <QFile>

#include <array>

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

namespace Lockscope {

namespace {

std::filesystem::path pathOf(const BreakRecord &record)
{
    return record.place.directory / record.helper.name;
}

QString qtPath(const std::filesystem::path &path)
{
    return QFile::decodeName(QByteArray::fromStdString(path.native()));
}

Failure busy(const BreakRecord &record)
{
    return Failure::of(LockErrc::BreakChanged, record.place.path(),
                       {Sentence::Detail::BeingRemoved, record.helper.name});
}

void removeLink(const std::string &path, const std::string &target)
{
    std::array<char, PATH_MAX> found;
    const auto size = sys().readlinkat(AT_FDCWD, path.c_str(), found.data(), found.size());
    if (size >= 0 && target == std::string_view(found.data(), static_cast<std::size_t>(size)))
        sys().unlinkat(AT_FDCWD, path.c_str(), 0);
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
    const auto path = pathOf(record);
    if (!record.helper.target.empty()) {
        if (sys().symlinkat(record.helper.target.c_str(), AT_FDCWD, path.c_str()) != 0)
            return errno == EEXIST ? busy(record) : Failure::fromErrno(LockErrc::BreakFailed, "symlinkat", path);
        helper.m_link = path.native();
        helper.m_target = record.helper.target;
        return helper;
    }
    auto rmlock = std::make_unique<QLockFile>(qtPath(path));
    if (!rmlock->tryLock(0)) {
        if (rmlock->error() == QLockFile::LockFailedError)
            return busy(record);
        return Failure::of(LockErrc::BreakFailed, path, Sentence::Detail::HelperUnavailable);
    }
    helper.m_rmlock = std::move(rmlock);
    return helper;
}

HelperLock::~HelperLock()
{
    if (!m_link.empty())
        removeLink(m_link, m_target);
}

void HelperLock::removeLeft(const BreakRecord &record)
{
    if (record.helper.name.empty())
        return;
    const auto path = pathOf(record);
    if (!record.helper.target.empty())
        removeLink(path.native(), record.helper.target);
    else
        QLockFile(qtPath(path)).removeStaleLockFile();
}

} // namespace Lockscope
