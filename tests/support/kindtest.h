// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/lockwords.h"

#include <lockscope/lockfile.h>

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

#include <filesystem>
#include <memory>

/// The base class of tests that run for every kind: each function runs once for each variant, in its own directory, and
/// fails if it leaves a descriptor open or an inode registered.
class KindTest : public QObject
{
    Q_OBJECT

protected:
    /// The variant under test.
    const LockWord &word() const;
    std::unique_ptr<Lockscope::LockFile> make() const { return makeByWord(word().word, path()); }
    /// A lock that the one under test excludes. Created by another thread, because in the kinds of pylockfile a lock
    /// belongs to the thread that created the object.
    std::unique_ptr<Lockscope::LockFile> makeRival() const { return makeElsewhere(word().rival, path()); }

    std::filesystem::path directory() const { return m_directory->path().toStdString(); }
    std::filesystem::path path() const { return directory() / "app.lock"; }
    /// The files in the directory, without a lock database.
    QStringList filesInDirectory() const;
    /// Without broken locks, which are kept in quarantine beside their original paths.
    QStringList filesExceptQuarantine() const;

    /// What currently holds the path, one entry each: kernel locks, or the existing marker.
    QByteArrayList holdings() const;
    /// Whether the marker or the file exists.
    bool lockExists() const;
    /// What another process does to break the lock by force, or to remove the file.
    void removeByForce() const;

    /// The variants that a test applies to; by default all.
    enum class Words
    {
        All,
        KernelLocks,
        Markers,
    };
    explicit KindTest(Words words = Words::All)
        : m_words(words)
    {}

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

private:
    Words m_words;
    std::unique_ptr<QTemporaryDir> m_directory;
    QStringList m_descriptorsBefore;
};

/// The code of a result that must be a failure.
inline Lockscope::LockErrc codeOf(const Lockscope::Result<void> &result)
{
    return result.has_value() ? Lockscope::LockErrc() : result.error().code;
}

template <typename T>
QByteArray refusalReason(const Lockscope::Result<T> &result)
{
    return result.has_value() ? QByteArray() : result.error().message().toUtf8();
}

/// Fails the test with the reason for the failure.
#define VERIFY_RESULT(expression)                                                                                      \
    do {                                                                                                               \
        const auto reason = refusalReason(expression);                                                                 \
        QVERIFY2(reason.isNull(), reason.constData());                                                                 \
    } while (false)
