// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/catalogue.h"

#include <string>

namespace Lockscope {

/// A sample of an entry, as a lock that can be matched against rules.
class SampleLock : public Surroundings
{
public:
    explicit SampleLock(const EntrySample &sample);
    SampleLock(const SampleLock &) = delete;
    SampleLock &operator=(const SampleLock &) = delete;

    const Subject &subject() const { return m_subject; }

    std::vector<std::string> otherNames() const override;
    bool has(const std::string &name) const override;
    std::string contentOf(const std::string &name) const override;
    bool leadsToDirectory() const override { return false; }
    std::optional<std::vector<std::string>> entriesOf(const std::string &directory) const override;

private:
    const EntrySample &m_sample;
    Subject m_subject;
};

/// The error in an entry that a sample reveals: it is not recognised as that format, another format matches better, a
/// field differs, or a counter-sample matches. Empty: none.
std::string sampleProblem(const Catalogue &catalogue, const FormatEntry &entry, const EntrySample &sample);

/// `its content does not match`
std::string_view toWords(EntryMismatch mismatch);

} // namespace Lockscope
