// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The least that a program on Qt Core costs: what remains of lockscopectl when it does nothing.
#include <QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return 0;
}
