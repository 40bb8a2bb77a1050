// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/filtertokens.h"

#include <lockscope/time.h>

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope::Ui {

struct LockRow;

/// What a filter text means: parts that a lock must satisfy, all of them.
///
///     backup nightly        words: each occurs in name, kind, owner, holder or path, in any case
///     "two words"           as one
///     pid:4242              a process that the lock names, that holds it or waits for it
///     host:box              the host that the lock names; contained in it
///     user:anna             the user of its process, by name or number
///     kind:flock            the ID or the title of the format; the beginning is enough
///     verdict:stale,held    one of these; `waiting` for locks that somebody waits for
///     path:/srv/            contained in the path; with * and ? the whole path
///     age>1h held<5min      time since the last change; time since its holder took it, as far as that is known
///     waiters>0
///     -kind:git             not that
class LockFilter
{
public:
    /// What is wrong with a part of the text, and where it stands.
    struct Problem
    {
        qsizetype start = 0;
        qsizetype length = 0;
        QString message = {};

        bool operator==(const Problem &) const = default;
    };

    LockFilter() = default;
    /// Understands what can be understood: a part that is wrong is left out and is the problem, one that is still being
    /// typed (`kind:`) is left out and is none.
    explicit LockFilter(const QString &text);

    const std::optional<Problem> &problem() const { return m_problem; }
    bool isEmpty() const { return m_terms.empty(); }
    /// The same lock may match at another time.
    bool dependsOnTime() const;
    bool matches(const LockRow &lock, WallTime now) const;

    bool operator==(const LockFilter &other) const { return m_terms == other.m_terms; }

    /// The keys, in the order to offer them, as they are typed: `pid:`, `age>`.
    static QStringList keys();
    /// What can follow `verdict:`.
    static QStringList verdictWords();

private:
    enum class Key
    {
        Text,
        Pid,
        Host,
        User,
        Kind,
        Verdict,
        Path,
        Age,
        Held,
        Waiters,
    };
    struct Term
    {
        Key key = Key::Text;
        bool excludes = false;
        QStringList values = {};                    ///< case-folded; any of them
        std::vector<std::string> parts = {};        ///< of texts and paths: the values in UTF-8
        QList<QRegularExpression> expressions = {}; ///< of paths: or any of these
        QString comparison = {};                    ///< where the value is a number or a time
        qint64 number = 0;                          ///< pids are in values
        std::chrono::nanoseconds duration{0};

        bool operator==(const Term &) const = default;
    };
    struct KeyName
    {
        const char *name;
        Key key;
    };
    static const std::vector<KeyName> &keyNames();
    static std::optional<Key> keyOf(const QString &name);
    /// A message where the value does not fit.
    static std::optional<QString> read(const FilterToken &token, Term &term);
    static bool satisfies(const Term &term, const LockRow &lock, WallTime now);

    std::vector<Term> m_terms;
    std::optional<Problem> m_problem;
};

/// `90s`, `5min`, `1h30m`, `2d`, `1w`, `1y`; nothing where it is none, and for a bare number, which says no unit.
std::optional<std::chrono::nanoseconds> durationOf(const QString &text);

} // namespace Lockscope::Ui
