// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>

/// What one call of the real lockscopectl came to.
struct CtlAnswer
{
    int status = -1;
    bool crashed = false; ///< ended by a signal
    QByteArray out;
    QByteArray err;

    /// Standard output as JSON Lines; a line that is no object becomes an empty one.
    QList<QJsonObject> objects() const;
    /// The only object; empty where there is not exactly one.
    QJsonObject object() const;
};

/// Runs lockscopectl with these words and no standard input, to its end.
CtlAnswer lockscopectl(const QStringList &arguments);

/// Runs any program to its end in the same way.
CtlAnswer callProgram(const QString &program, const QStringList &arguments);

/// Runs a line of sh, in which "$0" is lockscopectl and "$1"... are the words: for bytes and redirections that QProcess
/// cannot express.
CtlAnswer shell(const QString &line, const QStringList &arguments = {});

/// Runs lockscopectl as a user who owns nothing. REQUIRES: canBecomeNobody().
CtlAnswer lockscopectlAsNobody(const QStringList &arguments);
/// Whether the test may take another user's identity, and that user can reach the program.
bool canBecomeNobody();

/// The words of a line, which are separated by spaces.
QStringList words(const QByteArray &line);

/// Path of the program.
QString lockscopectlProgram();
