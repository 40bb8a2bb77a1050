// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QCoreApplication;

/// Lets the application speak the user's language where there is a catalogue for it, else English.
void installTranslation(QCoreApplication &application);
