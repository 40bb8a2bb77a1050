# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# Checks every source against .clang-format. Requires version 14, because other versions format differently.
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(CLANG_FORMAT)
    execute_process(COMMAND "${CLANG_FORMAT}" --version OUTPUT_VARIABLE version)
endif()
if(NOT version MATCHES "version 14\\.")
    message("SKIP: clang-format 14 is not installed")
    return()
endif()

file(GLOB_RECURSE sources lib/*.h lib/*.cpp ui/*.h ui/*.cpp app/*.h app/*.cpp tests/*.h tests/*.cpp)
if(NOT sources)
    message(FATAL_ERROR "no sources found in the current directory")
endif()
execute_process(COMMAND "${CLANG_FORMAT}" --dry-run -Werror --style=file ${sources} RESULT_VARIABLE status)
if(status)
    message(FATAL_ERROR "Format them with: clang-format-14 -i FILE...")
endif()
