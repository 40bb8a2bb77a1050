# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# cmake -D BUILD=DIRECTORY -P reference.cmake  Makes the reference, and fails if Doxygen found a mistake in a comment, or a
# class without one. A member whose name and type say everything needs none.
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BUILD}" --target reference COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS "${BUILD}/reference/warnings" warnings)
list(FILTER warnings EXCLUDE REGEX "Member .* is not documented")
# Doxygen does not understand specialisations in another namespace.
list(FILTER warnings EXCLUDE REGEX "(class|Compound) std::")
if(warnings)
    list(JOIN warnings "\n" warnings)
    message(FATAL_ERROR "${warnings}")
endif()
