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
///     pid:4242              a process that is recorded in the lock, holds it or waits for it
///     host:box              the host recorded in the lock, or a part of its name
///     user:anna             the user of its process, by name or ID
///     kind:flock            the ID or the title of the format; the beginning is enough
///     verdict:stale,held    one of these; `waiting` for locks with waiters
///     certainty:probable    the state is `probable`, or `proven`
///     path:/srv/            contained in the path; with * and ? the whole path
///     age>1h held<5min      time since the last change; time since it was acquired, if known
///     waiters>0
///     -kind:git             not that
class LockFilter
{
public:
    /// An error in a part of the text, and its position.
    struct Problem
    {
        qsizetype start = 0;
        qsizetype length = 0;
        QString message = {};

        bool operator==(const Problem &) const = default;
    };

    LockFilter() = default;
    /// Reads all parts that are valid. An invalid part is ignored and reported as the problem; a part that is still
    /// being typed (`kind:`) is only ignored.
    explicit LockFilter(const QString &text);

    const std::optional<Problem> &problem() const { return m_problem; }
    bool isEmpty() const { return m_terms.empty(); }
    /// True if the result for the same lock depends on the current time.
    bool dependsOnTime() const;
    bool matches(const LockRow &lock, WallTime now) const;

    bool operator==(const LockFilter &other) const { return m_terms == other.m_terms; }

    /// The keys in display order, as they are typed: `pid:`, `age>`.
    static QStringList keys();
    /// The values of `verdict:`.
    static QStringList verdictWords();
    /// The values of `certainty:`.
    static QStringList certaintyWords();

private:
    enum class Key
    {
        Text,
        Pid,
        Host,
        User,
        Kind,
        Verdict,
        Certainty,
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
        QString comparison = {};                    ///< if the value is a number or a duration
        qint64 number = 0;                          ///< PIDs are in `values`
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
    /// Returns an error message if the value is invalid.
    static std::optional<QString> read(const FilterToken &token, Term &term);
    static bool satisfies(const Term &term, const LockRow &lock, WallTime now);

    std::vector<Term> m_terms;
    std::optional<Problem> m_problem;
};

/// `90s`, `5min`, `1h30m`, `2d`, `1w`, `1y`; nothing for any other text, or for a number without a unit.
std::optional<std::chrono::nanoseconds> durationOf(const QString &text);

} // namespace Lockscope::Ui
