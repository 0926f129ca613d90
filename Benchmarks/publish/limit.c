// SPDX-License-Identifier: MIT
// limit: what the system alone needs to make a folder's files anew, each with a second name, as Cairn leaves them: reads all of FROM
// into memory, makes the same in TO and TO-twin, and prints the CPU seconds of the making. limit FROM TO
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct thing { char *path, *bytes; size_t size; };
static struct thing *things;
static size_t count, room, skip;

static void fail(const char *what) { perror(what); exit(2); }

static int take(const char *path, const struct stat *facts, int kind, struct FTW *place) {
    (void)place;
    if (count == room && !(things = realloc(things, (room = room * 2 + 64) * sizeof *things))) fail("memory");
    struct thing *thing = &things[count++];
    *thing = (struct thing){strdup(path + skip), NULL, facts->st_size};
    if (kind != FTW_F) return 0;
    int handle = open(path, O_RDONLY);
    thing->bytes = malloc(thing->size + 1);
    if (handle < 0 || !thing->bytes || read(handle, thing->bytes, thing->size) != (ssize_t)thing->size) fail(path);
    return close(handle);
}

static double used(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "limit FROM TO\n"), 64;
    skip = strlen(argv[1]) + 1;
    if (nftw(argv[1], take, 64, FTW_PHYS)) fail(argv[1]);
    char path[4096], twin[4096];
    double begin = used();
    for (size_t place = 0; place < count; place++) {
        struct thing *thing = &things[place];
        if (!place) thing->path = "";
        snprintf(path, sizeof path, "%s/%s", argv[2], thing->path);
        snprintf(twin, sizeof twin, "%s-twin/%s", argv[2], thing->path);
        if (!thing->bytes) {
            if (mkdir(path, 0755) || mkdir(twin, 0755)) fail(path);
            continue;
        }
        int handle = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
        if (handle < 0 || write(handle, thing->bytes, thing->size) != (ssize_t)thing->size || close(handle) || link(path, twin))
            fail(path);
    }
    printf("%.2f\n", used() - begin);
}
