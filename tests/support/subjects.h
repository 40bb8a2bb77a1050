// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "support/fakesurroundings.h"

#include <QByteArray>
#include <QMetaType>

/// Invented and recorded lock files, as recognisers are shown them. A path gives the name and the folder.
Lockscope::Subject fileSubject(const QByteArray &path, const QByteArray &content);
Lockscope::Subject linkSubject(const QByteArray &path, const QByteArray &target);
Lockscope::Subject directorySubject(const QByteArray &path);

/// A subject with what lies around it, for the rows of a test.
struct Scene
{
    Lockscope::Subject subject;
    FakeSurroundings around;

    /// The subject as recognisers see it here; valid as long as the scene.
    Lockscope::Subject seen() const;
};
Q_DECLARE_METATYPE(Scene)

/// A recorded file from tests/data/formats, under its own name.
Lockscope::Subject sampleSubject(const QByteArray &path);

/// `flock zc-simple`: the ids of all readings, surest first.
QByteArray idsOf(const Lockscope::Subject &subject);

/// The reading of this format; one without an id where it does not fit.
Lockscope::FormatReading readingOf(const Lockscope::Subject &subject, std::string_view id);

/// `pid=4242 host=box thread=7f3a11c0 name=jane boot=1700000000`, without what is not said; several pids are
/// `pid=1|2`.
QByteArray inWords(const Lockscope::Claim &claim);

/// Shows the recognisers the beginnings of a subject's content, and its bytes replaced by others: whatever they make of
/// it, they stand it.
void showDamaged(const Lockscope::Subject &subject);
