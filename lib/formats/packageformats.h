// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Package managers.
extern const Recogniser DpkgFormat;
extern const Recogniser PacmanFormat;
extern const Recogniser DnfFormat;

} // namespace Lockscope
