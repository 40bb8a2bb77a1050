// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/lockaddress.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

#include <algorithm>
#include <string_view>
#include <utility>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LockAddress)
};

constexpr std::string_view Ssh = "ssh://";
constexpr std::string_view Etcd = "etcd://";

} // namespace

LockAddress LockAddress::of(const std::filesystem::path &path)
{
    const std::string_view text = path.native();
    const bool isSsh = text.starts_with(Ssh);
    if (!isSsh && !text.starts_with(Etcd))
        return {.path = path};
    const auto rest = text.substr(isSsh ? Ssh.size() : Etcd.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    LockAddress address{.where = isSsh ? Where::Host : Where::Etcd, .host = std::string(rest.substr(0, slash))};
    address.path = isSsh ? std::filesystem::path(rest.substr(slash)) : path;
    return address;
}

std::filesystem::path LockAddress::onHost(const std::string &host, const std::filesystem::path &path)
{
    return std::string(Ssh) + host + path.native();
}

QString LockAddress::text() const
{
    switch (where) {
    case Where::Here:
        return {};
    case Where::Host:
        return displayText(host);
    case Where::Etcd:
        return host.empty() ? Words::tr("etcd") : Words::tr("etcd %1").arg(displayText(host));
    }
    return {};
}

std::string processHost(const std::filesystem::path &path)
{
    auto address = LockAddress::of(path);
    return address.where == LockAddress::Where::Host ? std::move(address.host) : std::string();
}

} // namespace Lockscope::Ui
