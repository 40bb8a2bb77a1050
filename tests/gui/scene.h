// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/breaking/breakcontroller.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>

#include <vector>

/// A morning on a server, always the same: each verdict, waiters, a deadlock, hostile and long names. Ages are counted
/// from now, so that they read the same at any time.
std::vector<Lockscope::LockReport> scene();

/// What led to it, at times that are always the same; the last is sceneEnd().
std::vector<Lockscope::LockEvent> sceneEvents();
Lockscope::WallTime sceneEnd();

/// The processes around a holder of the scene.
Lockscope::ProcessTree sceneTree(const Lockscope::ProcessFacts &process);

/// Answers with plans, holders and broken locks of the scene, where the engine would answer with this machine's. One
/// path is left behind; of another the process lives; more paths are one plan each.
class SceneDesk : public Lockscope::Ui::BreakController
{
public:
    void plan(QObject &context, Lockscope::Ui::Paths paths, std::function<void(Plans)> use) override;
    void listBroken(QObject &context, std::function<void(const Lockscope::Breaker::Found &)> use) override;
    void findHolders(QObject &context, const std::filesystem::path &path, std::function<void(Holders)> use) override;
};
