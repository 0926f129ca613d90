// SPDX-License-Identifier: MIT
#pragma once
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>

// Without this the library would ask for a password on the terminal.
static inline int cairn_crypto_no_password(char *buffer, int size, int writing, void *context) {
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}
// The private key in a PEM text; NULL for anything else.
static inline EVP_PKEY *cairn_crypto_private_key(const char *pem, int length) {
    BIO *memory = BIO_new_mem_buf(pem, length);
    if (!memory) return NULL;
    EVP_PKEY *key = PEM_read_bio_PrivateKey(memory, NULL, cairn_crypto_no_password, NULL);
    BIO_free(memory);
    ERR_clear_error();
    return key;
}
