# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# The target `reference`: pages for browsers, made of the comments in the public headers. The build makes it by itself only
# if it is to be installed.
option(LOCKSCOPE_BUILD_REFERENCE "Build and install the reference of the library; requires Doxygen" OFF)

find_package(Doxygen QUIET)
if(NOT DOXYGEN_FOUND)
    if(LOCKSCOPE_BUILD_REFERENCE)
        message(STATUS "Lockscope: no reference, because Doxygen was not found")
    endif()
    return()
endif()

set(reference "${PROJECT_BINARY_DIR}/reference")
configure_file("${PROJECT_SOURCE_DIR}/resources/reference/Doxyfile.in" "${reference}/Doxyfile" @ONLY)
file(GLOB reference_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/lib/include/lockscope/*.h"
    "${PROJECT_SOURCE_DIR}/lib/include/lockscope/test/*.h")
add_custom_command(OUTPUT "${reference}/html/index.html"
    COMMAND "${CMAKE_COMMAND}" -E rm -rf "${reference}/html"
    COMMAND Doxygen::doxygen "${reference}/Doxyfile"
    DEPENDS ${reference_sources} "${reference}/Doxyfile" "${PROJECT_SOURCE_DIR}/lib/PORTING.md"
        "${PROJECT_SOURCE_DIR}/resources/reference/index.md"
    COMMENT "Making the reference of the library")
set(all)
if(LOCKSCOPE_BUILD_REFERENCE)
    set(all ALL)
endif()
add_custom_target(reference ${all} DEPENDS "${reference}/html/index.html")

if(LOCKSCOPE_BUILD_REFERENCE AND LOCKSCOPE_INSTALL)
    install(DIRECTORY "${reference}/html" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/liblockscope-doc"
        COMPONENT documentation)
endif()
