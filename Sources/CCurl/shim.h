// SPDX-License-Identifier: MIT
#pragma once
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// curl_easy_setopt and curl_easy_getinfo are variadic: one wrapper per kind of argument.
static inline CURLcode cairn_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode cairn_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode cairn_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode cairn_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode cairn_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*cairn_curl_data_callback)(char *, size_t, size_t, void *);
static inline CURLcode cairn_curl_set_data_callback(CURL *handle, CURLoption option, cairn_curl_data_callback value) {
    return curl_easy_setopt(handle, option, value);
}
typedef curl_socket_t (*cairn_curl_open_callback)(void *, curlsocktype, struct curl_sockaddr *);
static inline CURLcode cairn_curl_set_open_callback(CURL *handle, cairn_curl_open_callback value) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}
typedef int (*cairn_curl_debug_callback)(CURL *, curl_infotype, char *, size_t, void *);
static inline CURLcode cairn_curl_set_debug_callback(CURL *handle, cairn_curl_debug_callback value) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, value);
}
static inline CURLcode cairn_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode cairn_curl_get_socket(CURL *handle, curl_socket_t *value) {
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value);
}
static inline CURLcode cairn_curl_get_string(CURL *handle, CURLINFO info, char **value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode cairn_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLMcode cairn_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
// Swift does not read unions: the outcome of the next transfer that is done.
static inline CURL *cairn_curl_multi_next_done(CURLM *multi, CURLcode *code) {
    int left = 0;
    for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
        if (message->msg != CURLMSG_DONE) continue;
        *code = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}

// What other threads may do with a multi handle: wake it. libcurl(3) allows curl_multi_wakeup, and nothing else, from
// any thread while the handle lives, so this may cross threads where a bare pointer may not.
typedef struct __attribute__((swift_attr("@Sendable"))) cairn_curl_bell {
    CURLM *multi;
} cairn_curl_bell;
static inline void cairn_curl_ring(cairn_curl_bell bell) { curl_multi_wakeup(bell.multi); }
