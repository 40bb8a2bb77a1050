// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/overlaylayer.h"

#include "inspect/verdict/rules.h"

namespace Lockscope {

namespace {

using Says = Sentence::Verdict;

Message messageOf(const OverlayLayers::Overlay &overlay)
{
    if (overlay.pid == 0)
        return {Says::InOverlayLayer, overlay.mountPoint, overlay.pathThere.native()};
    return {Says::InOverlayLayerOfProcess, overlay.mountPoint, overlay.pathThere.native(), overlay.pid};
}

} // namespace

void weighOverlayLayer(Verdict &verdict, std::vector<Evidence> &evidence, const std::filesystem::path &path,
                       const HostSnapshot &machine)
{
    if (verdict.state != Verdict::State::Stale && verdict.state != Verdict::State::Free)
        return;
    const auto overlay = machine.overlayLayers()->overlayOf(path);
    if (!overlay)
        return;
    evidence.push_back({Evidence::Id::OverlayLayer,
                        Evidence::Supports::Unknown,
                        {Sentence::Finding::OverlayLayer, overlay->mountPoint},
                        overlay->pid == 0 ? QStringLiteral("/proc/self/mountinfo")
                                          : QStringLiteral("/proc/%1/mountinfo").arg(overlay->pid)});
    verdict = unknownVerdict(Verdict::Reason::OtherPidNamespace, messageOf(*overlay));
}

} // namespace Lockscope
