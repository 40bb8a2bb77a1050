// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/lockwords.h"

#include <lockscope/etcd.h>

/// Locks in the etcd of $LOCKSCOPE_TEST_ETCD: each path is the name of a lock.
class EtcdPlace : public LockPlace
{
public:
    std::unique_ptr<Lockscope::LockFile> make(const std::filesystem::path &path) const override;
    std::vector<std::string> holdings(const std::filesystem::path &path) const override;
    void removeByForce(const std::filesystem::path &path) const override;

    static Lockscope::EtcdSettings settings();
    static std::string nameOf(const std::filesystem::path &path);
};
