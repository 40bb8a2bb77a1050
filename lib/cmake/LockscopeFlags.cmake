# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# The compiler options of our own code. Link Lockscope::Flags privately, so that programs that use the library do not get
# them.
add_library(lockscope_flags INTERFACE)
add_library(Lockscope::Flags ALIAS lockscope_flags)

target_compile_features(lockscope_flags INTERFACE cxx_std_20)
target_compile_options(lockscope_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wcast-qual
    -Wformat=2 -Wimplicit-fallthrough -Wundef -Wmissing-declarations)
target_compile_definitions(lockscope_flags INTERFACE
    _FILE_OFFSET_BITS=64
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(LOCKSCOPE_SANITIZE)
    target_compile_options(lockscope_flags INTERFACE -fsanitize=${LOCKSCOPE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(lockscope_flags INTERFACE -fsanitize=${LOCKSCOPE_SANITIZE})
endif()

# Sets up a target of ours. Files of one room may use the same private names, so a parent project's CMAKE_UNITY_BUILD does
# not apply to them. HEADERS-OF names the target whose precompiled headers it shares: parsing headers again for each file
# would be most of the build time.
function(lockscope_target target)
    set(headers_of ${ARGN})
    if(headers_of AND NOT headers_of STREQUAL target)
        target_precompile_headers(${target} REUSE_FROM ${headers_of})
    endif()
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:lockscope_flags>)
    set_target_properties(${target} PROPERTIES
        AUTOMOC ON UNITY_BUILD OFF CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()
