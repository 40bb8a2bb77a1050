// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/testimonies.h"
#include "values/sentences.h"

namespace Lockscope {

using Sentence::Finding;

HostAsker::~HostAsker() = default;

AskedHost askedHost(const Testimony &said)
{
    return {said.host,    said.machineId, said.bootId,
            said.askedAt, said.took,      said.problem ? std::string(toWord(*said.problem)) : std::string()};
}

Message problemText(const Testimony &said)
{
    switch (*said.problem) {
    case Testimony::Problem::NotReached:
        break;
    case Testimony::Problem::NoAnswer:
        return {Finding::HostDidNotAnswer, said.host};
    case Testimony::Problem::BadAnswer:
        return {Finding::HostAnswerInvalid, said.host};
    case Testimony::Problem::OtherMachine:
        return {Finding::HostIsOtherMachine, said.host};
    case Testimony::Problem::AmbiguousName:
        return {Finding::HostNameAmbiguous, said.host};
    }
    if (said.detail.empty())
        return {Finding::HostNotReached, said.host};
    return {Finding::HostNotReachedBecause, said.host, said.detail};
}

std::string_view toWord(Testimony::Problem problem)
{
    switch (problem) {
    case Testimony::Problem::NotReached:
        return "not-reached";
    case Testimony::Problem::NoAnswer:
        return "no-answer";
    case Testimony::Problem::BadAnswer:
        return "bad-answer";
    case Testimony::Problem::OtherMachine:
        return "other-machine";
    case Testimony::Problem::AmbiguousName:
        break;
    }
    return "ambiguous-name";
}

bool isForOtherHost(const LockReport &report)
{
    return report.verdict.state == Verdict::State::Unknown && report.verdict.reason == Verdict::Reason::OtherHost &&
           report.owner.hostname && !report.owner.pids.empty();
}

} // namespace Lockscope
