// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QCoreApplication;

/// Installs the translation for the user's language if there is one; otherwise the application is in English.
void installTranslation(QCoreApplication &application);
