// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/etcd.h>

#include "etcd/gateway.h"
#include "system/ownfile.h"
#include "system/statedirectory.h"
#include "values/sentences.h"

#include <QByteArray>
#include <QUrl>

#include <algorithm>
#include <cstddef>

namespace Lockscope {

namespace {

using Sentence::Detail;

constexpr std::size_t MaxFile = 64 * 1024;
constexpr int DefaultPort = 2379;
constexpr std::string_view Scheme = "etcd://";

/// False if the line has no such key.
bool apply(const QByteArray &key, const QByteArray &value, EtcdSettings &settings)
{
    if (value.isEmpty())
        return false;
    const auto text = value.toStdString();
    if (key == "endpoint")
        settings.endpoints.push_back(text);
    else if (key == "user")
        settings.user = text;
    else if (key == "password")
        settings.password = text;
    else if (key == "ca")
        settings.caFile = text;
    else if (key == "certificate")
        settings.certificateFile = text;
    else if (key == "key")
        settings.keyFile = text;
    else if (key == "plain-http" && (value == "yes" || value == "no"))
        settings.plainHttp = value == "yes";
    else
        return false;
    return true;
}

Result<EtcdSettings> parse(const QByteArray &text)
{
    EtcdSettings settings;
    settings.endpoints.clear();
    std::int64_t number = 0;
    for (const auto &line : text.split('\n')) {
        ++number;
        const auto content = line.trimmed();
        if (content.isEmpty() || content.startsWith('#'))
            continue;
        const auto equals = content.indexOf('=');
        if (equals < 0 || !apply(content.left(equals).trimmed(), content.mid(equals + 1).trimmed(), settings))
            return Failure::of(LockErrc::ReadFailed, {}, {Detail::EtcdSettingInvalid, number});
    }
    if (settings.endpoints.empty())
        settings.endpoints = EtcdSettings().endpoints;
    return settings;
}

} // namespace

std::filesystem::path EtcdSettings::file()
{
    const auto directory = configDirectoryPath();
    return directory.empty() ? directory : directory / "etcd";
}

Result<EtcdSettings> EtcdSettings::read(const std::filesystem::path &path)
{
    if (path.empty())
        return EtcdSettings();
    const auto file = readOwnFile(path, MaxFile, LockErrc::ReadFailed, Detail::EtcdSettingsOfOther);
    if (!file)
        return file.error();
    if (!*file)
        return EtcdSettings();
    auto settings = parse(QByteArray::fromStdString((*file)->content));
    if (!settings) {
        auto failure = settings.error();
        failure.path = path;
        return failure;
    }
    if ((*file)->isReadableByOthers && !settings->password.empty())
        return Failure::of(LockErrc::ReadFailed, path, Detail::EtcdSettingsOfOther);
    return settings;
}

Result<EtcdAddress> EtcdAddress::parse(std::string_view text)
{
    auto address = parsePrefix(text);
    if (address && address->name.empty())
        return Failure::of(LockErrc::InvalidOption, text, Detail::EtcdAddressInvalid);
    // Part of the name of a lock.
    if (address && text.ends_with('/'))
        address->name = text.substr(text.find('/', Scheme.size()) + 1);
    return address;
}

Result<EtcdAddress> EtcdAddress::parsePrefix(std::string_view text)
{
    const auto invalid = [&](Detail detail) { return Failure::of(LockErrc::InvalidOption, text, detail); };
    if (!isAddress(text))
        return invalid(Detail::EtcdAddressInvalid);
    auto rest = text.substr(Scheme.size());
    const auto slash = rest.find('/');
    if (slash == rest.npos)
        return invalid(Detail::EtcdAddressInvalid);
    EtcdAddress address;
    address.name = rest.substr(slash + 1);
    while (address.name.ends_with('/'))
        address.name.pop_back();
    if (const auto authority = rest.substr(0, slash); !authority.empty()) {
        const QUrl url(QStringLiteral("http://") +
                           QString::fromUtf8(authority.data(), static_cast<qsizetype>(authority.size())) + u'/',
                       QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
            return invalid(Detail::EtcdAddressInvalid);
        address.host = url.host().toStdString();
        address.port = url.port(DefaultPort);
    }
    // Kubernetes keeps its objects there.
    if (address.name == "/registry" || address.name.starts_with("/registry/"))
        return invalid(Detail::EtcdNameReserved);
    return address;
}

std::string EtcdAddress::text() const
{
    const bool isNumeric6 = host.find(':') != host.npos;
    const auto authority =
        host.empty() ? std::string() : (isNumeric6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
    return "etcd://" + authority + '/' + name;
}

EtcdSettings EtcdAddress::settingsFrom(EtcdSettings settings) const
{
    if (host.empty())
        return settings;
    const auto isThis = [&](const std::string &endpoint) {
        const QUrl url(QString::fromStdString(endpoint));
        return url.host().toStdString() == host && url.port(DefaultPort) == port;
    };
    const auto known = std::ranges::find_if(settings.endpoints, isThis);
    if (known != settings.endpoints.end()) {
        settings.endpoints = {*known};
        return settings;
    }
    QUrl url;
    url.setScheme(isThisHost(host) || settings.plainHttp ? QStringLiteral("http") : QStringLiteral("https"));
    url.setHost(QString::fromStdString(host));
    url.setPort(port);
    settings.endpoints = {url.toString().toStdString()};
    // They are for the endpoints of the settings.
    settings.user.clear();
    settings.password.clear();
    return settings;
}

} // namespace Lockscope
