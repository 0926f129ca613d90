// SPDX-License-Identifier: MIT
//
// slow PORT MILLISECONDS ITEMS LOG: serves feeds on loopback that take their time, and writes down who asked when.
//
// Any path is an RSS document with ITEMS items, made of the host, the path and the number in the file "round" beside LOG.
// Each answer is a line of LOG: when the question came and when it was answered, in microseconds, the host and the path.
// SIGUSR1 begins LOG anew.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { question_limit = 8192, client_limit = 65536, answer_limit = 1 << 20 };

struct client {
    char question[question_limit];
    int length;
    long came, due;
    char host[128], path[256];
    struct client *next;
    int handle;
};

static struct client *clients[client_limit];
static struct client *first, *last;  // Those that wait for their answer; all wait equally long, so the first is due first.
static FILE *notes;
static const char *notes_path;
static volatile sig_atomic_t begins_anew;
static int item_count;

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000L + time.tv_nsec / 1000;
}

static void on_signal(int number) {
    (void)number;
    begins_anew = 1;
}

static int round_number(void) {
    char path[512];
    int number = 1;
    snprintf(path, sizeof path, "%s.round", notes_path);
    FILE *file = fopen(path, "r");
    if (file) {
        if (fscanf(file, "%d", &number) != 1) number = 1;
        fclose(file);
    }
    return number;
}

static void end(struct client *client) {
    clients[client->handle] = NULL;
    close(client->handle);
    free(client);
}

static const char *words[] = {
    "council", "charity", "service", "board", "budget", "data", "people", "care", "plan", "value", "trust", "skill", "team",
    "risk", "share", "street", "garden", "window", "letter", "number", "school", "winter", "market", "bridge", "kitchen",
    "paper", "doctor", "ticket", "report", "tenant", "library", "river"};

// The words of an item: always the same for a host, a path and a number, and never those of another.
static const char *text_of(const struct client *client, int number) {
    static char text[1024];
    unsigned long seed = 5381 + number;
    for (const char *at = client->host; *at; at++) seed = seed * 33 + *at;
    for (const char *at = client->path; *at; at++) seed = seed * 33 + *at;
    int length = 0;
    for (int i = 0; i < 36; i++) {
        seed = seed * 6364136223846793005UL + 1442695040888963407UL;
        length += snprintf(text + length, sizeof text - length, "%s%s", words[(seed >> 33) % 32], i % 12 == 11 ? ". " : " ");
    }
    return text;
}

static void answer(struct client *client, int round) {
    static char body[answer_limit], head[256];
    int length = snprintf(body, sizeof body,
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>%s%s</title><link>http://%s/</link>"
        "<description>Made</description>", client->host, client->path, client->host);
    for (int i = 0; i < item_count && length < answer_limit - 4096; i++) {
        int number = round + i;
        length += snprintf(body + length, sizeof body - length,
            "<item><title>Post %d of %s%s</title><guid isPermaLink=\"false\">%s%s-%d</guid>"
            "<link>http://%s%s/%d</link><pubDate>Mon, 02 Nov 2026 07:%02d:00 GMT</pubDate><description>"
            "%s Our digital strategy says why we have a digital strategy, and how a board reads a digital strategy. A digital "
            "strategy is a plan; the digital strategy of number %d at %s%s is ours."
            "</description></item>",
            number, client->host, client->path, client->host, client->path, number, client->host, client->path,
            number, number % 60, text_of(client, number), number, client->host, client->path);
    }
    length += snprintf(body + length, sizeof body - length, "</channel></rss>");
    int start = snprintf(head, sizeof head,
        "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n", length);
    if (write(client->handle, head, start) < 0 || write(client->handle, body, length) < 0) errno = 0;
    fprintf(notes, "%ld %ld %s %s\n", client->came, now(), client->host, client->path);
    client->length = 0;
}

static void hear(struct client *client, long wait) {
    ssize_t count = read(client->handle, client->question + client->length, question_limit - 1 - client->length);
    if (count <= 0) {
        // Whoever hangs up before the answer has asked all the same.
        if (client->due) fprintf(notes, "%ld %ld %s %s\n", client->came, now(), client->host, client->path);
        client->due ? (void)(client->length = -1) : end(client);
        return;
    }
    client->length += count;
    client->question[client->length] = 0;
    if (client->due || !strstr(client->question, "\r\n\r\n")) return;
    char *host = strcasestr(client->question, "\r\nhost:");
    if (sscanf(client->question, "%*s %255s", client->path) != 1) strcpy(client->path, "/");
    if (!host || sscanf(host + 7, " %127[^:\r\n]", client->host) != 1) strcpy(client->host, "none");
    client->came = now();
    client->due = client->came + wait;
    client->next = NULL;
    if (last) last->next = client; else first = client;
    last = client;
}

int main(int count, char **words) {
    if (count != 5) return 64;
    int port = atoi(words[1]), on = 1;
    long wait = atol(words[2]) * 1000;
    item_count = atoi(words[3]);
    notes_path = words[4];
    notes = fopen(notes_path, "w");
    signal(SIGPIPE, SIG_IGN);
    signal(SIGUSR1, on_signal);
    int door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), poll = epoll_create1(EPOLL_CLOEXEC);
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = INADDR_ANY};
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!notes || bind(door, (struct sockaddr *)&place, sizeof place) || listen(door, 4096)) return 2;
    struct epoll_event wanted = {.events = EPOLLIN, .data.fd = door}, found[256];
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &wanted);
    int round = round_number();
    for (;;) {
        long rest = first ? (first->due - now() + 999) / 1000 : 1000;
        int ready = epoll_wait(poll, found, 256, rest < 0 ? 0 : (int)rest);
        if (begins_anew) {
            begins_anew = 0;
            notes = freopen(notes_path, "w", notes);
            round = round_number();
        }
        for (int i = 0; i < ready; i++) {
            int handle = found[i].data.fd;
            if (handle != door) {
                if (clients[handle]) hear(clients[handle], wait);
                continue;
            }
            struct sockaddr_in from;
            socklen_t size = sizeof from;
            while ((handle = accept4(door, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
                // For this machine only, and for the network spaces that ../partition makes on it.
                unsigned asker = ntohl(from.sin_addr.s_addr);
                if (handle >= client_limit || (asker >> 24 != 127 && asker >> 16 != (10 << 8 | 77))) {
                    close(handle);
                    continue;
                }
                setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                clients[handle] = calloc(1, sizeof **clients);
                clients[handle]->handle = handle;
                wanted.data.fd = handle;
                epoll_ctl(poll, EPOLL_CTL_ADD, handle, &wanted);
            }
        }
        for (long time = now(); first && first->due <= time;) {
            struct client *client = first;
            first = client->next;
            if (!first) last = NULL;
            client->due = 0;
            if (client->length < 0) end(client); else answer(client, round);
        }
        if (!first) fflush(notes);
    }
}
