// SPDX-License-Identifier: MIT
//
// floor ADDRESSES STATE: gets every address of a file by libcurl alone, 64 at once, and throws the documents away.
// The validators of each answer are kept in STATE, and sent the next time: the least that any refresh must do.

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { width = 64, line_limit = 512 };

struct feed {
    char address[line_limit];
    char etag[line_limit];
    char modified[line_limit];
    struct curl_slist *fields;
};

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

static void keep(char *target, const char *line, size_t length, const char *name) {
    size_t start = strlen(name);
    if (length <= start || strncasecmp(line, name, start) != 0) return;
    while (start < length && line[start] == ' ') start++;
    while (length > start && (line[length - 1] == '\r' || line[length - 1] == '\n')) length--;
    if (length - start >= line_limit) return;
    memcpy(target, line + start, length - start);
    target[length - start] = 0;
}

static size_t read_header(char *line, size_t size, size_t count, void *context) {
    struct feed *feed = context;
    keep(feed->etag, line, size * count, "ETag:");
    keep(feed->modified, line, size * count, "Last-Modified:");
    return size * count;
}

static struct curl_slist *with(struct curl_slist *fields, const char *name, const char *value) {
    char line[2 * line_limit];
    if (!*value) return fields;
    snprintf(line, sizeof line, "%s: %s", name, value);
    return curl_slist_append(fields, line);
}

static void begin(CURLM *multi, CURL *easy, struct feed *feed) {
    feed->fields = with(with(NULL, "If-None-Match", feed->etag), "If-Modified-Since", feed->modified);
    curl_easy_setopt(easy, CURLOPT_URL, feed->address);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, feed->fields);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, read_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, feed);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, feed);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "floor");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, 30L);
    curl_multi_add_handle(multi, easy);
}

static void chomp(char *line) { line[strcspn(line, "\n")] = 0; }

static struct feed *read_feeds(const char *addresses, const char *state, size_t *count) {
    FILE *file = fopen(addresses, "r"), *known = fopen(state, "r");
    struct feed *feeds = NULL, feed;
    if (!file) return NULL;
    while (memset(&feed, 0, sizeof feed), fgets(feed.address, line_limit, file)) {
        chomp(feed.address);
        if (known && fgets(feed.etag, line_limit, known) && fgets(feed.modified, line_limit, known)) {
            chomp(feed.etag);
            chomp(feed.modified);
        }
        feeds = realloc(feeds, (*count + 1) * sizeof feed);
        if (!feeds) abort();
        feeds[(*count)++] = feed;
    }
    fclose(file);
    if (known) fclose(known);
    return feeds;
}

int main(int argc, char **argv) {
    size_t count = 0, next = 0, failed = 0;
    struct feed *feeds = argc == 3 ? read_feeds(argv[1], argv[2], &count) : NULL;
    if (!feeds) return fprintf(stderr, "usage: floor ADDRESSES STATE\n"), 64;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)width);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)width);
    int running = 0, left = 0;
    for (; next < count && next < width; next++) begin(multi, curl_easy_init(), &feeds[next]);
    do {
        curl_multi_perform(multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
            CURL *easy = message->easy_handle;
            struct feed *feed;
            long status = 0;
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &feed);
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            if (message->data.result != CURLE_OK || (status != 200 && status != 304)) failed++;
            curl_multi_remove_handle(multi, easy);
            curl_slist_free_all(feed->fields);
            curl_easy_reset(easy);
            if (next < count) {
                begin(multi, easy, &feeds[next++]);
                running++;
            } else {
                curl_easy_cleanup(easy);
            }
        }
        if (running) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    } while (running);
    curl_multi_cleanup(multi);
    FILE *file = fopen(argv[2], "w");
    if (!file) return 2;
    for (size_t i = 0; i < count; i++) fprintf(file, "%s\n%s\n", feeds[i].etag, feeds[i].modified);
    fclose(file);
    if (failed) fprintf(stderr, "%zu of %zu failed\n", failed, count);
    return failed != 0;
}
