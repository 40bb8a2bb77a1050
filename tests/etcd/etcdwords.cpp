// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Replaces all kinds by etcd, and starts its server: before main(), so that no test sees a descriptor opened or closed.
#include "etcd/etcdplace.h"
#include "etcd/etcdserver.h"
#include "support/locktest.h"

#include <QtGlobal>

#include <cstdlib>
#include <memory>

namespace {

const EtcdPlace Place;
const LockWord Words[] = {{.word = "etcd", .removes = true, .place = &Place}};

class Setup
{
public:
    Setup()
    {
        // An actor uses the server of its test.
        if (!::getenv("LOCKSCOPE_TEST_ETCD")) {
            m_directory = std::make_unique<TestDirectory>();
            m_server = std::make_unique<EtcdServer>(m_directory->path());
            if (!m_server->isRunning()) {
                qWarning("needs etcd (Debian: etcd-server)");
                std::exit(0);
            }
            ::setenv("LOCKSCOPE_TEST_ETCD", m_server->endpoint().c_str(), 1);
        }
        setLockWords(Words);
    }

private:
    std::unique_ptr<TestDirectory> m_directory;
    std::unique_ptr<EtcdServer> m_server;
};

const Setup ForThisProgram;

} // namespace
