// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The whole library. A program that uses a part of it compiles faster with the header of that part.

#include <lockscope/async.h>
#include <lockscope/asynclock.h>
#include <lockscope/breaker.h>
#include <lockscope/capture.h>
#include <lockscope/claim.h>
#include <lockscope/directoryscan.h>
#include <lockscope/displaytext.h>
#include <lockscope/documentlock.h>
#include <lockscope/fcntllockfile.h>
#include <lockscope/fileusers.h>
#include <lockscope/holder.h>
#include <lockscope/hosts.h>
#include <lockscope/inode.h>
#include <lockscope/inspector.h>
#include <lockscope/json.h>
#include <lockscope/kernellock.h>
#include <lockscope/kernellockfile.h>
#include <lockscope/lockfile.h>
#include <lockscope/lockformats.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockkinds.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/losswatch.h>
#include <lockscope/markerlockfile.h>
#include <lockscope/message.h>
#include <lockscope/openlockfile.h>
#include <lockscope/path.h>
#include <lockscope/processfacts.h>
#include <lockscope/pylockfile.h>
#include <lockscope/qtlockfile.h>
#include <lockscope/result.h>
#include <lockscope/singleinstance.h>
#include <lockscope/testimony.h>
#include <lockscope/time.h>
#include <lockscope/verdict.h>
#include <lockscope/version.h>
#include <lockscope/wording.h>
#include <lockscope/zclockfile.h>
