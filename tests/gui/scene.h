// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/breaking/breakcontroller.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>

#include <vector>

/// A fixed scenario of a server: every verdict, waiters, a deadlock, hostile and long names. Ages are relative to the
/// current time, so that their texts never change.
std::vector<Lockscope::LockReport> scene();

/// The events that led to it, at fixed times; the last one is at sceneEnd().
std::vector<Lockscope::LockEvent> sceneEvents();
Lockscope::WallTime sceneEnd();

/// The processes related to a holder of the scenario.
Lockscope::ProcessTree sceneTree(const Lockscope::ProcessFacts &process);

/// Answers with plans, holders and broken locks of the scenario, where the engine would answer for this host. One path
/// is stale; the process of another one is running; several paths get one plan each.
class SceneDesk : public Lockscope::Ui::BreakController
{
public:
    void plan(QObject &context, Lockscope::Ui::Paths paths, std::function<void(Plans)> use) override;
    void listBroken(QObject &context, std::function<void(const Lockscope::Breaker::Found &)> use) override;
    void findHolders(QObject &context, const std::filesystem::path &path, std::function<void(Holders)> use) override;
};
