// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/message.h>

#include <QJsonArray>

#include <vector>

namespace Lockscope {

/// Messages in the journal and in captures: their IDs and values, from which any version can create the text in any
/// language.
QJsonArray messagesToJson(const std::vector<Message> &messages);
/// The messages that this version knows.
std::vector<Message> messagesOf(const QJsonArray &json);

} // namespace Lockscope
