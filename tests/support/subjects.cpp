// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/subjects.h"

#include <QByteArrayList>
#include <QFile>

using namespace Lockscope;
using namespace Qt::StringLiterals;

namespace {

Subject subjectAt(const QByteArray &path)
{
    const auto parts = path.split('/');
    Subject subject;
    subject.name = parts.back().toStdString();
    if (parts.size() > 1)
        subject.directory = parts[parts.size() - 2].toStdString();
    subject.location = path.left(path.size() - parts.back().size()).toStdString();
    subject.inodeType = InodeInfo::InodeType::Regular;
    subject.links = 1;
    subject.mode = 0644;
    return subject;
}

/// Every position at the beginning, where formats have their fields, and some later ones.
std::size_t placeBehind(std::size_t at)
{
    return at + (at < 1200 ? 1 : 61);
}

} // namespace

Subject fileSubject(const QByteArray &path, const QByteArray &content)
{
    auto subject = subjectAt(path);
    subject.size = static_cast<std::uint64_t>(content.size());
    subject.content = content.left(qsizetype{64} * 1024).toStdString();
    return subject;
}

Subject linkSubject(const QByteArray &path, const QByteArray &target)
{
    auto subject = subjectAt(path);
    subject.inodeType = InodeInfo::InodeType::Symlink;
    subject.mode = 0777;
    subject.size = static_cast<std::uint64_t>(target.size());
    subject.contentRead = false;
    subject.linkTarget = target.toStdString();
    return subject;
}

Subject directorySubject(const QByteArray &path)
{
    auto subject = subjectAt(path);
    subject.inodeType = InodeInfo::InodeType::Directory;
    subject.mode = 0755;
    subject.size = 4096;
    subject.links = 2;
    subject.contentRead = false;
    return subject;
}

Subject Scene::seen() const
{
    auto there = subject;
    if (!there.surroundings)
        there.surroundings = &around;
    return there;
}

Subject sampleSubject(const QByteArray &path)
{
    QFile file(QStringLiteral(LOCKSCOPE_TEST_DATA "/formats/") + QFile::decodeName(path));
    return fileSubject(path, file.open(QIODevice::ReadOnly) ? file.readAll() : "sample is missing: "_ba + path);
}

QByteArray idsOf(const Subject &subject)
{
    QByteArrayList ids;
    for (const auto &reading : readAll(subject))
        ids << QByteArray(reading.id.data(), static_cast<qsizetype>(reading.id.size()));
    return ids.join(' ');
}

FormatReading readingOf(const Subject &subject, std::string_view id)
{
    for (const auto &reading : readAll(subject)) {
        if (reading.id == id)
            return reading;
    }
    return {};
}

QByteArray inWords(const Claim &claim)
{
    QByteArrayList pids;
    for (const auto pid : claim.pids)
        pids << QByteArray::number(qint64{pid});
    QByteArrayList words;
    if (!pids.isEmpty())
        words << "pid=" + pids.join('|');
    const auto add = [&words](const char *key, const std::optional<std::string> &value) {
        if (value)
            words << key + QByteArray::fromStdString(*value);
    };
    add("host=", claim.hostname);
    add("thread=", claim.thread);
    add("name=", claim.name);
    add("boot=", claim.bootId);
    return words.join(' ');
}

void showDamaged(const Subject &subject)
{
    for (std::size_t size = 0; size < subject.content.size(); size = placeBehind(size)) {
        auto cut = subject;
        cut.content.resize(size);
        readAll(cut); // read in part
        cut.size = size;
        readAll(cut);
    }
    for (std::size_t at = 0; at < subject.content.size(); at = placeBehind(at)) {
        for (const char other : {'\0', '\n', '9', '\xff'}) {
            auto damaged = subject;
            damaged.content[at] = other;
            readAll(damaged);
        }
    }
    for (std::size_t size = 0; size < subject.linkTarget.size(); ++size) {
        auto cut = subject;
        cut.linkTarget.resize(size);
        readAll(cut);
        cut = subject;
        cut.linkTarget[size] = '\xff';
        readAll(cut);
    }
}
