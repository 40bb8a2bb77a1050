// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>

/// The result of one call of lockscopectl.
struct CtlAnswer
{
    int status = -1;
    bool crashed = false; ///< terminated by a signal
    QByteArray out;
    QByteArray err;

    /// Standard output as JSON Lines; a line that is not an object becomes an empty object.
    QList<QJsonObject> objects() const;
    /// The only object; empty if there is not exactly one.
    QJsonObject object() const;
};

/// Runs lockscopectl with these arguments and without standard input until it exits.
CtlAnswer lockscopectl(const QStringList &arguments);

/// Runs any program in the same way.
CtlAnswer callProgram(const QString &program, const QStringList &arguments);

/// Runs lockscopectl once for each list of arguments, all at the same time.
QList<CtlAnswer> lockscopectlTogether(const QList<QStringList> &calls);

/// Runs a line of sh, in which "$0" is lockscopectl and "$1"... are the arguments, for bytes and redirections that
/// QProcess cannot express.
CtlAnswer shell(const QString &line, const QStringList &arguments = {});

/// Runs lockscopectl as a user who owns nothing. REQUIRES: canBecomeNobody().
CtlAnswer lockscopectlAsNobody(const QStringList &arguments);
/// Whether the test can run as another user, and that user can execute the program.
bool canBecomeNobody();

/// The next line that the process prints, with its line break; empty if none comes in time.
QByteArray lineOf(QProcess &process);

/// The words of a line, which are separated by spaces.
QStringList words(const QByteArray &line);

/// Path of the program.
QString lockscopectlProgram();
