// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/message.h>

#include <QJsonArray>

#include <vector>

namespace Lockscope {

/// Messages in the journal: their ids and values, from which any version words them in any language.
QJsonArray messagesToJson(const std::vector<Message> &messages);
/// What of them this version knows.
std::vector<Message> messagesOf(const QJsonArray &json);

} // namespace Lockscope
