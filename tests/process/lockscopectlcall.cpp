// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QStandardPaths>

#include <memory>
#include <vector>

#include <unistd.h>

namespace {

/// Long enough for a loaded machine; a call that runs longer hangs.
constexpr int CallLimitMs = 30000;

void start(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
}

CtlAnswer answerOf(QProcess &process)
{
    CtlAnswer answer;
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(CallLimitMs)) {
        answer.err = QByteArrayLiteral("did not end: ") + process.errorString().toUtf8();
        process.kill();
        process.waitForFinished();
        return answer;
    }
    answer.status = process.exitCode();
    answer.crashed = process.exitStatus() == QProcess::CrashExit;
    answer.out = process.readAllStandardOutput();
    answer.err = process.readAllStandardError();
    return answer;
}

QStringList nobodysCall(const QStringList &arguments)
{
    return QStringList{QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                       QStringLiteral("--clear-groups")}
           << arguments;
}

} // namespace

QList<QJsonObject> CtlAnswer::objects() const
{
    QList<QJsonObject> all;
    auto lines = out.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    for (const auto &line : lines)
        all += QJsonDocument::fromJson(line).object();
    return all;
}

QJsonObject CtlAnswer::object() const
{
    const auto all = objects();
    return all.size() == 1 ? all.first() : QJsonObject();
}

CtlAnswer callProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    start(process, program, arguments);
    return answerOf(process);
}

CtlAnswer lockscopectl(const QStringList &arguments)
{
    return callProgram(lockscopectlProgram(), arguments);
}

QList<CtlAnswer> lockscopectlTogether(const QList<QStringList> &calls)
{
    std::vector<std::unique_ptr<QProcess>> processes;
    for (const auto &arguments : calls) {
        processes.push_back(std::make_unique<QProcess>());
        start(*processes.back(), lockscopectlProgram(), arguments);
    }
    QList<CtlAnswer> answers;
    for (const auto &process : processes)
        answers += answerOf(*process);
    return answers;
}

CtlAnswer shell(const QString &line, const QStringList &arguments)
{
    return callProgram(QStringLiteral("/bin/sh"),
                       QStringList{QStringLiteral("-c"), line, lockscopectlProgram()} << arguments);
}

CtlAnswer lockscopectlAsNobody(const QStringList &arguments)
{
    return callProgram(QStringLiteral("setpriv"), nobodysCall(QStringList{lockscopectlProgram()} << arguments));
}

bool canBecomeNobody()
{
    if (::geteuid() != 0 || QStandardPaths::findExecutable(QStringLiteral("setpriv")).isEmpty())
        return false;
    return lockscopectlAsNobody({QStringLiteral("--version")}).status == 0;
}

QByteArray lineOf(QProcess &process)
{
    constexpr int PatienceMs = 60'000;
    QElapsedTimer timer;
    timer.start();
    while (!process.canReadLine() && timer.elapsed() < PatienceMs && process.state() != QProcess::NotRunning)
        process.waitForReadyRead(1000);
    return process.readLine();
}

QStringList words(const QByteArray &line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

QString lockscopectlProgram()
{
    return QStringLiteral(LOCKSCOPECTL);
}
