// SPDX-License-Identifier: MIT
#pragma once
#include <errno.h>

// Swift's Glibc hides what needs _GNU_SOURCE, so this says again what stdio.h of glibc 2.28 says.
#if defined(__linux__)
extern int syncfs(int handle);
extern int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
#endif

/// Lets two names change places in one step; -1 with errno set where that cannot be (rename(2), RENAME_EXCHANGE).
static inline int cairn_exchange(const char *name, const char *other) {
#if defined(__linux__)
    return renameat2(-100, name, -100, other, 1u << 1);
#else
    errno = ENOSYS;
    return -1;
#endif
}

/// Forces all that waits to be written to the file system of an open folder; -1 with errno set where that cannot be.
static inline int cairn_sync_all(int handle) {
#if defined(__linux__)
    return syncfs(handle);
#else
    errno = ENOSYS;
    return -1;
#endif
}
