// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/journal.h"

#include "etcd/jsonvalues.h"
#include "system/clocks.h"
#include "system/ownfile.h"
#include "system/statedirectory.h"
#include "values/sentences.h"

#include <lockscope/fcntllockfile.h>

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace Lockscope::EtcdJournal {

namespace {

using namespace EtcdJson;

/// The last ones; without their leases, older ones could not be restored anyway.
constexpr std::size_t MaxEntries = 100;
constexpr std::size_t MaxFile = 16 * 1024 * 1024;
constexpr std::chrono::seconds LockTime{10};

QByteArray lineOf(const BrokenEtcdLock &lock)
{
    const QJsonObject object{{QStringLiteral("id"), QString::fromStdString(lock.id)},
                             {QStringLiteral("address"), base64(lock.address)},
                             {QStringLiteral("key"), base64(lock.key.key)},
                             {QStringLiteral("value"), base64(lock.key.value)},
                             {QStringLiteral("createRevision"), number(lock.key.createRevision)},
                             {QStringLiteral("modRevision"), number(lock.key.modRevision)},
                             {QStringLiteral("lease"), number(lock.key.lease)},
                             {QStringLiteral("time"), number(lock.brokenAt.time_since_epoch().count())}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

BrokenEtcdLock lockOf(const QJsonObject &object)
{
    BrokenEtcdLock lock;
    lock.id = object.value(QLatin1String("id")).toString().toStdString();
    lock.address = bytesAt(object, QLatin1String("address"));
    lock.key = {bytesAt(object, QLatin1String("key")), bytesAt(object, QLatin1String("value")),
                numberAt(object, QLatin1String("createRevision")), numberAt(object, QLatin1String("modRevision")),
                numberAt(object, QLatin1String("lease"))};
    lock.brokenAt = WallTime(std::chrono::nanoseconds(numberAt(object, QLatin1String("time"))));
    return lock;
}

Result<std::vector<BrokenEtcdLock>> readFile(const std::filesystem::path &path)
{
    std::vector<BrokenEtcdLock> locks;
    // It says what is written to etcd.
    const auto file = readOwnFile(path, MaxFile, LockErrc::StateFailed, Sentence::Detail::StateOfOtherUser);
    if (!file)
        return file.error();
    if (!*file)
        return locks;
    for (const auto &line : QByteArray::fromStdString((*file)->content).split('\n')) {
        if (auto lock = lockOf(QJsonDocument::fromJson(line).object()); !lock.id.empty())
            locks.push_back(std::move(lock));
    }
    return locks;
}

Result<void> writeFile(const std::filesystem::path &path, const std::vector<BrokenEtcdLock> &locks)
{
    const auto first = locks.size() - std::min(locks.size(), MaxEntries);
    std::string text;
    for (auto i = first; i < locks.size(); ++i)
        text += lineOf(locks[i]).toStdString();
    return writeOwnFile(path, text);
}

/// Changes the file, which other programs of this user may change, too.
Result<void> change(const std::function<void(std::vector<BrokenEtcdLock> &)> &edit)
{
    const auto directory = stateDirectory();
    if (!directory)
        return directory.error();
    FcntlLockFile lock(*directory / "etcd-broken.lock");
    if (auto locked = lock.acquire(LockTime); !locked) {
        auto failure = locked.error();
        failure.code = LockErrc::StateFailed;
        return failure;
    }
    const auto path = *directory / "etcd-broken";
    auto locks = readFile(path);
    if (!locks)
        return locks.error();
    edit(*locks);
    return writeFile(path, *locks);
}

} // namespace

Result<std::vector<BrokenEtcdLock>> read()
{
    const auto directory = ownStateDirectory();
    if (!directory)
        return directory.error();
    return readFile(*directory / "etcd-broken");
}

Result<BrokenEtcdLock> add(std::string address, EtcdKey key)
{
    const auto random = QString::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, u'0');
    BrokenEtcdLock lock{"etcd-" + random.toStdString(), std::move(address), std::move(key), wallNow()};
    const auto changed = change([&](std::vector<BrokenEtcdLock> &locks) { locks.push_back(lock); });
    if (!changed)
        return changed.error();
    return lock;
}

Result<void> remove(const std::string &id)
{
    return change([&](std::vector<BrokenEtcdLock> &locks) {
        std::erase_if(locks, [&](const BrokenEtcdLock &lock) { return lock.id == id; });
    });
}

} // namespace Lockscope::EtcdJournal
