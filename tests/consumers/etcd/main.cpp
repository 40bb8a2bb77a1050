// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Locks in etcd, from the installed package. No server responds; the behaviour of servers is tested in tests/etcd.
#include <lockscope/etcd.h>
#include <lockscope/wording.h>

#include <cstdio>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

bool check(bool isRight, const char *what)
{
    if (!isRight)
        std::fprintf(stderr, "%s\n", what);
    return isRight;
}

} // namespace

int main()
{
    const auto address = EtcdAddress::parse("etcd://127.0.0.1:1/build");
    if (!check(address.has_value() && address->name == "build", "the address is not parsed"))
        return 1;
    auto settings = address->settingsFrom({});
    settings.timeout = 500ms;
    EtcdLock lock(address->name, settings);
    const auto acquired = lock.acquire(0s);
    Inspector inspector;
    const auto report = EtcdInspector(settings).inspect(*address, inspector);
    // All locks below a name, until it is stopped.
    const auto prefix = EtcdAddress::parsePrefix("etcd://127.0.0.1:1/");
    int failures = 0;
    EtcdInspector(settings).watchBelow(*prefix,
                                       [&](const EtcdChanges &changes) {
                                           failures += changes.failure ? 1 : 0;
                                           for (const auto &one : changes.updated)
                                               std::printf("%s: %zu events\n", qPrintable(one.pathText()),
                                                           etcdEvents(nullptr, &one).size());
                                           return false;
                                       },
                                       {});
    const bool isRight = check(failures == 1, "an answer without a server") &&
                         check(!acquired && acquired.error().code == LockErrc::LockFailed, "a lock without a server") &&
                         check(lock.token().empty() && !lock.isHeldByMe(), "a token without a lock") &&
                         check(report.verdict.reason == Verdict::Reason::Unreachable, "a state without a server");
    std::printf("%s\n", qPrintable(text(report.verdict)));
    return isRight ? 0 : 1;
}
