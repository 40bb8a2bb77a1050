// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "json/untrustedjson.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>

namespace Lockscope {

/// What toJson() and json/wholejson.h write. Problems are noted in the JSON.
LockReport reportOf(const UntrustedJson &json);
ProcessFacts processOf(const UntrustedJson &json);
LockInterval intervalOf(const UntrustedJson &json);

} // namespace Lockscope
