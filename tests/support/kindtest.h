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

/// The base of tests that every way to lock goes through: each function runs once for each word, in a folder of its
/// own, and fails where it leaves a descriptor open or an inode registered.
class KindTest : public QObject
{
    Q_OBJECT

protected:
    /// The way to lock that is under test.
    const LockWord &word() const;
    std::unique_ptr<Lockscope::LockFile> make() const { return makeByWord(word().word, path()); }
    /// A lock that the one under test keeps out. Made by another thread: to the kinds of pylockfile a lock belongs to
    /// the thread that made the object.
    std::unique_ptr<Lockscope::LockFile> makeRival() const { return makeElsewhere(word().rival, path()); }

    std::filesystem::path directory() const { return m_directory->path().toStdString(); }
    std::filesystem::path path() const { return directory() / "app.lock"; }
    /// What is in the folder, without a database of locks.
    QStringList filesInDirectory() const;
    /// Without broken locks, which are kept beside where they were.
    QStringList filesExceptQuarantine() const;

    /// What holds the path now, an entry each: kernel locks, or the mark that is there.
    QByteArrayList holdings() const;
    /// Whether the mark or the file is there.
    bool lockExists() const;
    /// What another does who breaks the lock by force, or just removes the file.
    void removeByForce() const;

    /// Which words a test is for; all of them where nothing is said.
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

/// Fails the test with the reason of the failure.
#define VERIFY_RESULT(expression)                                                                                      \
    do {                                                                                                               \
        const auto reason = refusalReason(expression);                                                                 \
        QVERIFY2(reason.isNull(), reason.constData());                                                                 \
    } while (false)
