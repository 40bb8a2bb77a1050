// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/etcdplace.h"

#include "etcd/gateway.h"

#include <cstdlib>

using namespace Lockscope;

EtcdSettings EtcdPlace::settings()
{
    EtcdSettings settings;
    const auto *const endpoint = ::getenv("LOCKSCOPE_TEST_ETCD");
    settings.endpoints = {endpoint ? endpoint : "http://127.0.0.1:1"};
    return settings;
}

std::string EtcdPlace::nameOf(const std::filesystem::path &path)
{
    return "test" + path.native();
}

std::unique_ptr<LockFile> EtcdPlace::make(const std::filesystem::path &path) const
{
    return std::make_unique<EtcdLock>(nameOf(path), settings());
}

std::vector<std::string> EtcdPlace::holdings(const std::filesystem::path &path) const
{
    std::vector<std::string> found;
    const auto keys = EtcdGateway(settings(), path).list(nameOf(path) + '/');
    if (!keys)
        std::abort();
    for (const auto &key : keys->keys)
        found.push_back(key.key + ' ' + std::to_string(key.createRevision));
    return found;
}

void EtcdPlace::removeByForce(const std::filesystem::path &path) const
{
    EtcdGateway gateway(settings(), path);
    const auto keys = gateway.list(nameOf(path) + '/');
    if (!keys)
        std::abort();
    for (const auto &key : keys->keys) {
        if (!gateway.removeIfSame(key))
            std::abort();
    }
}
