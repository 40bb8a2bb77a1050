// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "support/fakesurroundings.h"

#include <QByteArray>
#include <QMetaType>

/// Invented and recorded lock files, as the format detectors receive them. A path gives the name and the directory.
Lockscope::Subject fileSubject(const QByteArray &path, const QByteArray &content);
Lockscope::Subject linkSubject(const QByteArray &path, const QByteArray &target);
Lockscope::Subject directorySubject(const QByteArray &path);

/// A candidate file with its surroundings, for the rows of a test.
struct Scene
{
    Lockscope::Subject subject;
    FakeSurroundings around;

    /// The candidate file as detectors see it; valid during the lifetime of the scene.
    Lockscope::Subject seen() const;
};
Q_DECLARE_METATYPE(Scene)

/// A recorded file from tests/data/formats, under its own name.
Lockscope::Subject sampleSubject(const QByteArray &path);

/// `flock zc-simple`: the IDs of all matches, best first.
QByteArray idsOf(const Lockscope::Subject &subject);

/// The match of this format; one without an ID if it does not match.
Lockscope::FormatReading readingOf(const Lockscope::Subject &subject, std::string_view id);

/// `pid=4242 host=box thread=7f3a11c0 name=jane boot=1700000000`, without unknown fields; several PIDs are `pid=1|2`.
QByteArray inWords(const Lockscope::Claim &claim);

/// Passes truncated and modified contents of a candidate file to the detectors, which must not crash or return
/// impossible results.
void showDamaged(const Lockscope::Subject &subject);
