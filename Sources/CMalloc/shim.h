// SPDX-License-Identifier: MIT
#pragma once
#include <stdlib.h>

// Swift's Glibc leaves malloc.h out. Elsewhere there is nothing to set.
#if defined(__GLIBC__)
#include <malloc.h>
#endif

/// Says how large a block may be before it is taken from the system alone, how much freed memory stays, and in which steps a
/// heap grows (mallopt(3)).
static inline void cairn_keep_freed_memory(int largest_block, int kept, int step) {
#if defined(__GLIBC__)
    mallopt(M_TOP_PAD, step);
    mallopt(M_MMAP_THRESHOLD, largest_block);
    mallopt(M_TRIM_THRESHOLD, kept);
#endif
}
