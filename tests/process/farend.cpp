// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "farend.h"

#include "lockscopectlcall.h"

#include <QFile>
#include <QStandardPaths>

#include <filesystem>

namespace {

QByteArray bytesOf(const std::filesystem::path &path)
{
    return QByteArray::fromStdString(path.native());
}

} // namespace

const QByteArray FarEnd::MachineId(32, 'a');

FarEnd::FarEnd()
    : m_path(qgetenv("PATH"))
{
    std::filesystem::create_directories(m_directory / "bin");
    std::filesystem::create_directories(m_directory / "config" / "lockscope");
    qputenv("XDG_CONFIG_HOME", bytesOf(m_directory / "config"));
    qputenv("XDG_STATE_HOME", bytesOf(m_directory / "state"));
    qputenv("CALLS", bytesOf(m_directory / "calls"));
    qputenv("LOCKSCOPECTL", lockscopectlProgram().toUtf8());
    qputenv("PATH", bytesOf(m_directory / "bin") + ':' + m_path);
    setHosts("alpha admin@alpha.example.org " + MachineId + "\n");
    setScript(honest());
}

FarEnd::~FarEnd()
{
    qputenv("PATH", m_path);
}

void FarEnd::setScript(const QByteArray &script) const
{
    const auto ssh = makeFile(m_directory / "bin" / "ssh",
                              "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done >>\"$CALLS\"\n" + script + '\n');
    std::filesystem::permissions(ssh, std::filesystem::perms::owner_all);
}

void FarEnd::setHosts(const QByteArray &lines) const
{
    makeFile(m_directory / "config" / "lockscope" / "hosts", lines);
}

QByteArrayList FarEnd::calls() const
{
    QFile file(QString::fromStdString((m_directory / "calls").native()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QByteArrayList();
}

QByteArray FarEnd::honest(const QByteArray &options)
{
    // The pipe must not hide the exit status of a command.
    return "{ { \"$LOCKSCOPECTL\" answer " + options +
           "; echo $? >&3; } | sed -u '1s/\"machineId\":\"[^\"]*\"/\"machineId\":\"" + MachineId +
           "\"/' >&4; } 4>&1 3>\"$CALLS.status\"; exit $(cat \"$CALLS.status\")";
}

std::filesystem::path FarEnd::connectTo(const LoopbackSshd &server) const
{
    const auto far = server.clientConfiguration().parent_path() / "bin" / "lockscopectl";
    std::filesystem::create_directories(far.parent_path());
    std::filesystem::create_symlink(lockscopectlProgram().toStdString(), far);
    const auto ssh = QStandardPaths::findExecutable(QStringLiteral("ssh"),
                                                    {QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/bin")});
    setScript("exec " + ssh.toUtf8() + " -F " + bytesOf(server.clientConfiguration()) + " \"$@\"");
    return far;
}

QByteArray FarEnd::greeting()
{
    return "echo '{\"lockscopeAnswer\":1,\"machineId\":\"" + MachineId +
           "\",\"bootId\":\"\",\"seesAllProcesses\":true}'; ";
}
