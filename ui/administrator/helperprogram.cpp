// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/administrator/helperprogram.h"

#include <lockscope/displaytext.h>
#include <lockscope/hosts.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace Lockscope::Ui {

namespace {

constexpr std::chrono::milliseconds TimeToExit{1000};
/// Exit statuses of pkexec(1).
constexpr int WasDismissed = 126;
constexpr int NotAuthorized = 127;

QString pkexecProgram()
{
    return QStandardPaths::findExecutable(QStringLiteral("pkexec"));
}

/// Where the installation has it, or the directory of a build; empty if it is in neither. Canonical, because pkexec
/// compares it with the path in the policy.
QString helperFile()
{
    const auto directory = QCoreApplication::applicationDirPath();
    for (const auto *place : {LOCKSCOPE_HELPER_FROM_BIN, LOCKSCOPE_HELPER_FROM_BUILD}) {
        const QFileInfo file(directory + u'/' + QLatin1String(place));
        if (file.isExecutable())
            return file.canonicalFilePath();
    }
    return {};
}

} // namespace

HelperProgram::HelperProgram(QObject *parent)
    : QObject(parent)
{}

HelperProgram::~HelperProgram()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    // It ends with its input. QProcess would wait for half a minute if pkexec could not be killed.
    m_process->closeWriteChannel();
    m_process->terminate();
    m_process->waitForFinished(static_cast<int>(TimeToExit.count()));
}

bool HelperProgram::isInstalled()
{
    return !pkexecProgram().isEmpty() && !helperFile().isEmpty();
}

void HelperProgram::start()
{
    if (m_process)
        return;
    m_isStarted = false;
    m_process = std::make_unique<QProcess>();
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &HelperProgram::read);
    connect(m_process.get(), &QProcess::finished, this, [this](int exitStatus) { end(endText(exitStatus)); });
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(tr("pkexec could not be started: %1.").arg(m_process->errorString()));
    });
    // Without an authentication agent in the session it would ask in the terminal in which the window was started.
    m_process->start(pkexecProgram(), {QStringLiteral("--disable-internal-agent"), helperFile()});
}

void HelperProgram::ask(const InodeKey &inode)
{
    const auto [entry, isNew] = m_questions.try_emplace(inode);
    if (!isNew)
        entry->second.isAskedAgain = true;
    else if (m_isStarted)
        send(inode, entry->second);
}

void HelperProgram::send(const InodeKey &inode, Question &question)
{
    question = {.id = ++m_lastId};
    m_process->write(QByteArray::fromStdString(HostQuestions::aboutLockedInode(question.id, inode)) + '\n');
}

void HelperProgram::read()
{
    while (m_process && m_process->canReadLine()) {
        auto line = m_process->readLine();
        line.chop(1);
        if (!use(line))
            return end(tr("The helper gave an answer that cannot be read."));
    }
    if (m_process && m_process->bytesAvailable() > static_cast<qint64>(HostQuestions::MaxAnswer))
        end(tr("The helper gave an answer that cannot be read."));
}

/// False if it is not what the helper would send.
bool HelperProgram::use(const QByteArray &line)
{
    const auto bytes = std::string_view(line.constData(), static_cast<std::size_t>(line.size()));
    if (!m_isStarted) {
        m_isStarted = HostQuestions::isGreeting(bytes);
        if (m_isStarted) {
            for (auto &[inode, question] : m_questions)
                send(inode, question);
            Q_EMIT started();
        }
        return m_isStarted;
    }
    // The answers have the order of the questions.
    const auto oldest = std::ranges::min_element(m_questions, {}, [](const auto &entry) { return entry.second.id; });
    const auto reports =
        oldest == m_questions.end() ? std::nullopt : HostQuestions::reportsIn(bytes, oldest->second.id);
    if (!reports)
        return false;
    const auto inode = oldest->first;
    if (oldest->second.isAskedAgain) {
        send(inode, oldest->second);
    } else {
        m_questions.erase(oldest);
        Q_EMIT answered(inode, *reports);
    }
    return true;
}

void HelperProgram::end(const QString &reason)
{
    if (!m_process)
        return;
    // Deleted when it has exited, and later: this is called by a signal of the process.
    auto *const process = m_process.release();
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
    } else {
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->closeWriteChannel();
        process->closeReadChannel(QProcess::StandardOutput);
        process->terminate();
    }
    m_questions.clear();
    m_isStarted = false;
    Q_EMIT ended(reason);
}

QString HelperProgram::endText(int exitStatus) const
{
    if (!m_isStarted && exitStatus == WasDismissed)
        return tr("The authentication was cancelled. The locks of other users are still shown without file names.");
    // The last line is about the error; before it, pkexec explains what it was asked for.
    const auto lines = m_process->readAllStandardError().trimmed().split('\n');
    const auto details = displayText(lines.last().toStdString());
    if (!m_isStarted && exitStatus == NotAuthorized)
        return tr("You are not authorized to see the locks of other users. pkexec reports: %1").arg(details);
    if (details.isEmpty())
        return tr("The helper that inspects the locks of other users has exited (status %1).").arg(exitStatus);
    return tr("The helper that inspects the locks of other users has exited (status %1): %2")
        .arg(exitStatus)
        .arg(details);
}

} // namespace Lockscope::Ui
