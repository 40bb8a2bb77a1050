// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The minimum cost of a program based on Qt Core: the part of lockscopectl that remains if it does nothing.
#include <QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return 0;
}
