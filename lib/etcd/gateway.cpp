// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/gateway.h"

#include "etcd/jsonvalues.h"
#include "values/sentences.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace Lockscope {

namespace {

using namespace EtcdJson;
using Sentence::Detail;

constexpr int Ok = 200;
constexpr int Unauthorized = 401;
constexpr qint64 PageSize = 1000;
constexpr const char *LeaseNotFound = "requested lease not found";

EtcdKey keyOf(const QJsonObject &object)
{
    return {bytesAt(object, QLatin1String("key")), bytesAt(object, QLatin1String("value")),
            numberAt(object, QLatin1String("create_revision")), numberAt(object, QLatin1String("mod_revision")),
            numberAt(object, QLatin1String("lease"))};
}

EtcdGateway::Keys keysOf(const QJsonObject &response)
{
    EtcdGateway::Keys keys;
    keys.revision = numberAt(response.value(QLatin1String("header")).toObject(), QLatin1String("revision"));
    for (const auto &each : response.value(QLatin1String("kvs")).toArray())
        keys.keys.push_back(keyOf(each.toObject()));
    return keys;
}

QJsonObject rangeOf(const std::string &prefix)
{
    return {{QStringLiteral("key"), base64(prefix)},
            {QStringLiteral("range_end"), base64(endOfPrefix(prefix))},
            {QStringLiteral("sort_target"), QStringLiteral("CREATE")},
            {QStringLiteral("sort_order"), QStringLiteral("ASCEND")}};
}

QJsonObject createdAt(const std::string &key, std::int64_t revision)
{
    return {{QStringLiteral("target"), QStringLiteral("CREATE")},
            {QStringLiteral("key"), base64(key)},
            {QStringLiteral("create_revision"), number(revision)}};
}

QJsonObject putOf(const std::string &key, const std::string &value, std::int64_t lease)
{
    return {{QStringLiteral("request_put"), QJsonObject{{QStringLiteral("key"), base64(key)},
                                                        {QStringLiteral("value"), base64(value)},
                                                        {QStringLiteral("lease"), number(lease)}}}};
}

QJsonObject firstOf(const std::string &prefix)
{
    auto range = rangeOf(prefix);
    range.insert(QStringLiteral("limit"), QStringLiteral("1"));
    return {{QStringLiteral("request_range"), range}};
}

QJsonObject getOf(const std::string &key)
{
    return {{QStringLiteral("request_range"), QJsonObject{{QStringLiteral("key"), base64(key)}}}};
}

} // namespace

bool isThisHost(const std::string &host)
{
    return host == "localhost" || QHostAddress(QString::fromStdString(host)).isLoopback();
}

std::string beginOfPrefix(const std::string &prefix)
{
    return prefix.empty() ? std::string(1, '\0') : prefix; // every key
}

std::string endOfPrefix(std::string prefix)
{
    while (!prefix.empty() && prefix.back() == '\xff')
        prefix.pop_back();
    if (prefix.empty())
        return std::string(1, '\0'); // every key
    prefix.back() = static_cast<char>(prefix.back() + 1);
    return prefix;
}

EtcdGateway::EtcdGateway(EtcdSettings settings, std::filesystem::path path, int stopFd)
    : m_settings(std::move(settings))
    , m_path(std::move(path))
    , m_connection(m_settings, stopFd)
    , m_watch(m_settings, stopFd)
{}

Failure EtcdGateway::noAnswer(const std::string &endpoint, const QString &reason) const
{
    return Failure::of(LockErrc::LockFailed, m_path, {Detail::EtcdNoAnswer, endpoint, reason.toStdString()});
}

bool EtcdGateway::isLeaseGone(const Failure &failure)
{
    if (failure.details.empty() || failure.details.front().id != Sentence::Id(Detail::EtcdRefused))
        return false;
    const auto *text = std::get_if<std::string>(&failure.details.front().arguments.front());
    return text && text->find(LeaseNotFound) != text->npos;
}

Result<void> EtcdGateway::checkTransport(const std::string &endpoint) const
{
    const QUrl url(QString::fromStdString(endpoint), QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || (!isHttp && url.scheme() != QLatin1String("https")))
        return Failure::of(LockErrc::InvalidOption, m_path, Detail::EtcdAddressInvalid);
    if (isHttp && !m_settings.plainHttp && !isThisHost(url.host().toStdString()))
        return Failure::of(LockErrc::InvalidOption, m_path, {Detail::EtcdPlainHttp, EtcdSettings::file().native()});
    return {};
}

Result<QJsonObject> EtcdGateway::callOnce(const char *path, const QByteArray &body, const QDeadlineTimer &deadline,
                                          const std::string &endpoint)
{
    if (const auto allowed = checkTransport(endpoint); !allowed)
        return allowed.error();
    // The server may have closed an idle connection.
    const bool wasOpen = m_connection.isOpen();
    if (!m_connection.open(endpoint, deadline))
        return noAnswer(endpoint, m_connection.errorText());
    auto response = m_connection.post(path, body, m_token, deadline);
    if (!response && wasOpen && !deadline.hasExpired() && m_connection.open(endpoint, deadline))
        response = m_connection.post(path, body, m_token, deadline);
    if (!response)
        return noAnswer(endpoint, m_connection.errorText());
    const auto document = QJsonDocument::fromJson(response->body.trimmed());
    if (!document.isObject())
        return Failure::of(LockErrc::LockFailed, m_path, {Detail::EtcdAnswerInvalid, endpoint});
    const auto object = document.object();
    if (response->status != Ok) {
        auto failure = Failure::of(LockErrc::LockFailed, m_path,
                                   {Detail::EtcdRefused, object.value(QLatin1String("message"))
                                                             .toString(object.value(QLatin1String("error")).toString())
                                                             .toStdString()});
        if (response->status == Unauthorized)
            failure.systemErrno = EACCES;
        // Without a leader, etcd answers after some time that it cannot answer.
        constexpr qint64 Unavailable = 14;
        const auto code = object.value(QLatin1String("code")).toInteger();
        if (code == Unavailable)
            return noAnswer(endpoint, object.value(QLatin1String("message")).toString());
        return failure;
    }
    return object;
}

Result<void> EtcdGateway::authenticate(const QDeadlineTimer &deadline)
{
    if (m_settings.user.empty() || !m_token.isEmpty())
        return {};
    const QJsonObject request{{QStringLiteral("name"), QString::fromStdString(m_settings.user)},
                              {QStringLiteral("password"), QString::fromStdString(m_settings.password)}};
    const auto answer = callOnce("/v3/auth/authenticate", QJsonDocument(request).toJson(QJsonDocument::Compact),
                                 deadline, m_settings.endpoints.at(m_endpoint));
    if (!answer)
        return answer.error();
    m_token = answer->value(QLatin1String("token")).toString().toLatin1();
    return {};
}

Result<QJsonObject> EtcdGateway::call(const char *path, const QJsonObject &request)
{
    if (m_settings.endpoints.empty())
        return Failure::of(LockErrc::InvalidOption, m_path, Detail::EtcdAddressInvalid);
    const QDeadlineTimer deadline(m_settings.timeout);
    const auto body = QJsonDocument(request).toJson(QJsonDocument::Compact);
    Result<QJsonObject> answer = noAnswer(m_settings.endpoints.front(), {});
    for (std::size_t tries = 0; tries < m_settings.endpoints.size(); ++tries) {
        const auto &endpoint = m_settings.endpoints[m_endpoint];
        if (const auto loggedIn = authenticate(deadline); !loggedIn)
            answer = loggedIn.error();
        else
            answer = callOnce(path, body, deadline, endpoint);
        const bool isUnanswered = !answer && answer.error().details.front().id == Sentence::Id(Detail::EtcdNoAnswer);
        if (!isUnanswered || deadline.hasExpired())
            break;
        m_connection.close();
        m_token.clear();
        m_endpoint = (m_endpoint + 1) % m_settings.endpoints.size();
    }
    return answer;
}

Result<std::int64_t> EtcdGateway::grant(std::chrono::seconds ttl)
{
    const auto answer = call("/v3/lease/grant", {{QStringLiteral("TTL"), number(ttl.count())}});
    if (!answer)
        return answer.error();
    return numberAt(*answer, QLatin1String("ID"));
}

Result<std::optional<std::chrono::seconds>> EtcdGateway::keepAlive(std::int64_t lease)
{
    const auto answer = call("/v3/lease/keepalive", {{QStringLiteral("ID"), number(lease)}});
    if (!answer)
        return answer.error();
    const auto ttl = numberAt(answer->value(QLatin1String("result")).toObject(), QLatin1String("TTL"));
    return ttl > 0 ? std::optional(std::chrono::seconds(ttl)) : std::nullopt;
}

Result<void> EtcdGateway::revoke(std::int64_t lease)
{
    const auto answer = call("/v3/lease/revoke", {{QStringLiteral("ID"), number(lease)}});
    if (!answer && !isLeaseGone(answer.error()))
        return answer.error();
    return {};
}

Result<EtcdGateway::LeaseState> EtcdGateway::leaseState(std::int64_t lease)
{
    const auto answer =
        call("/v3/lease/timetolive", {{QStringLiteral("ID"), number(lease)}, {QStringLiteral("keys"), true}});
    if (!answer)
        return answer.error();
    LeaseState state{numberAt(*answer, QLatin1String("TTL")), numberAt(*answer, QLatin1String("grantedTTL")), {}};
    for (const auto &key : answer->value(QLatin1String("keys")).toArray())
        state.keys.push_back(QByteArray::fromBase64(key.toString().toLatin1()).toStdString());
    return state;
}

Result<EtcdGateway::Keys> EtcdGateway::range(QJsonObject request)
{
    const auto answer = call("/v3/kv/range", request);
    if (!answer)
        return answer.error();
    return keysOf(*answer);
}

Result<EtcdGateway::Keys> EtcdGateway::list(const std::string &prefix)
{
    QJsonObject request{{QStringLiteral("key"), base64(beginOfPrefix(prefix))},
                        {QStringLiteral("range_end"), base64(endOfPrefix(prefix))},
                        {QStringLiteral("limit"), number(PageSize)}};
    Keys all;
    while (true) {
        auto page = range(request);
        if (!page)
            return page.error();
        // The pages are of one revision.
        all.revision = all.revision == 0 ? page->revision : all.revision;
        std::ranges::move(page->keys, std::back_inserter(all.keys));
        if (page->keys.size() < static_cast<std::size_t>(PageSize))
            break;
        request.insert(QStringLiteral("key"), base64(all.keys.back().key + '\0'));
        request.insert(QStringLiteral("revision"), number(all.revision));
    }
    std::ranges::sort(all.keys, {}, &EtcdKey::createRevision);
    return all;
}

Result<EtcdGateway::Keys> EtcdGateway::lastBefore(const std::string &prefix, std::int64_t revision)
{
    auto request = rangeOf(prefix);
    request.insert(QStringLiteral("sort_order"), QStringLiteral("DESCEND"));
    request.insert(QStringLiteral("limit"), QStringLiteral("1"));
    request.insert(QStringLiteral("max_create_revision"), number(revision - 1));
    return range(request);
}

Result<EtcdGateway::Keys> EtcdGateway::get(const std::string &key)
{
    return range({{QStringLiteral("key"), base64(key)}});
}

Result<EtcdGateway::Enqueued> EtcdGateway::enqueue(const std::string &key, const std::string &value, std::int64_t lease,
                                                   const std::string &prefix)
{
    const auto answer =
        call("/v3/kv/txn", {{QStringLiteral("compare"), QJsonArray{createdAt(key, 0)}},
                            {QStringLiteral("success"), QJsonArray{putOf(key, value, lease), firstOf(prefix)}},
                            {QStringLiteral("failure"), QJsonArray{getOf(key), firstOf(prefix)}}});
    if (!answer)
        return answer.error();
    Enqueued enqueued;
    const auto responses = answer->value(QLatin1String("responses")).toArray();
    const auto rangeAt = [&](int index) {
        return keysOf(responses.at(index).toObject().value(QLatin1String("response_range")).toObject()).keys;
    };
    if (const auto first = rangeAt(1); !first.empty())
        enqueued.first = first.front();
    if (answer->value(QLatin1String("succeeded")).toBool())
        enqueued.createRevision =
            numberAt(answer->value(QLatin1String("header")).toObject(), QLatin1String("revision"));
    else if (const auto known = rangeAt(0); !known.empty())
        enqueued.createRevision = known.front().createRevision;
    return enqueued;
}

Result<bool> EtcdGateway::transact(const QJsonObject &compare, const QJsonObject &operation)
{
    const auto answer = call("/v3/kv/txn", {{QStringLiteral("compare"), QJsonArray{compare}},
                                            {QStringLiteral("success"), QJsonArray{operation}}});
    if (!answer)
        return answer.error();
    return answer->value(QLatin1String("succeeded")).toBool();
}

Result<bool> EtcdGateway::replace(const std::string &key, std::int64_t createRevision, const std::string &value,
                                  std::int64_t lease)
{
    return transact(createdAt(key, createRevision), putOf(key, value, lease));
}

Result<bool> EtcdGateway::removeIfSame(const EtcdKey &key)
{
    const auto compare = [&](const char *target, const char *field, std::int64_t value) {
        return QJsonObject{{QStringLiteral("target"), QLatin1String(target)},
                           {QStringLiteral("key"), base64(key.key)},
                           {QLatin1String(field), number(value)}};
    };
    const auto answer =
        call("/v3/kv/txn", {{QStringLiteral("compare"), QJsonArray{createdAt(key.key, key.createRevision),
                                                                   compare("MOD", "mod_revision", key.modRevision),
                                                                   compare("LEASE", "lease", key.lease)}},
                            {QStringLiteral("success"),
                             QJsonArray{QJsonObject{{QStringLiteral("request_delete_range"),
                                                     QJsonObject{{QStringLiteral("key"), base64(key.key)}}}}}}});
    if (!answer)
        return answer.error();
    return answer->value(QLatin1String("succeeded")).toBool();
}

Result<bool> EtcdGateway::createIfNone(const EtcdKey &key, const std::string &prefix)
{
    auto compare = createdAt(prefix, 0);
    compare.insert(QStringLiteral("range_end"), base64(endOfPrefix(prefix)));
    return transact(compare, putOf(key.key, key.value, key.lease));
}

Result<void> EtcdGateway::startWatch(const std::string &key, bool isPrefix, std::int64_t fromRevision)
{
    stopWatch();
    const QDeadlineTimer deadline(m_settings.timeout);
    if (const auto loggedIn = authenticate(deadline); !loggedIn)
        return loggedIn.error();
    const auto &endpoint = m_settings.endpoints.at(m_endpoint);
    if (const auto allowed = checkTransport(endpoint); !allowed)
        return allowed.error();
    QJsonObject create{{QStringLiteral("key"), base64(isPrefix ? beginOfPrefix(key) : key)},
                       {QStringLiteral("start_revision"), number(fromRevision)},
                       {QStringLiteral("prev_kv"), true}};
    if (isPrefix)
        create.insert(QStringLiteral("range_end"), base64(endOfPrefix(key)));
    const auto body =
        QJsonDocument(QJsonObject{{QStringLiteral("create_request"), create}}).toJson(QJsonDocument::Compact);
    if (!m_watch.open(endpoint, deadline) || !m_watch.postStream("/v3/watch", body, m_token, deadline))
        return noAnswer(endpoint, m_watch.errorText());
    return {};
}

std::optional<std::vector<EtcdGateway::Event>> EtcdGateway::events(std::int64_t *compacted)
{
    const auto lines = m_watch.streamLines();
    if (!lines)
        return {};
    std::vector<Event> events;
    for (const auto &line : *lines) {
        const auto result = QJsonDocument::fromJson(line).object().value(QLatin1String("result")).toObject();
        const auto oldest = numberAt(result, QLatin1String("compact_revision"));
        if (compacted && oldest > 0)
            *compacted = oldest;
        if (result.isEmpty() || result.value(QLatin1String("canceled")).toBool() || oldest > 0) {
            stopWatch();
            return {};
        }
        for (const auto &each : result.value(QLatin1String("events")).toArray()) {
            const auto object = each.toObject();
            Event event;
            event.isDeletion = object.value(QLatin1String("type")).toString() == QLatin1String("DELETE");
            event.key = keyOf(object.value(QLatin1String("kv")).toObject());
            if (const auto before = object.value(QLatin1String("prev_kv")); before.isObject())
                event.before = keyOf(before.toObject());
            events.push_back(std::move(event));
        }
    }
    return events;
}

} // namespace Lockscope
