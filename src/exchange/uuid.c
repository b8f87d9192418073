/* Ids that are the same whenever the same thing is exported: UUIDs of version 5.
 *
 * Method: SHA-1 of our namespace and the name, as RFC 4122, section 4.3 says. SHA-1 is wanted by that version alone and guards nothing here.
 * Why our own sixty lines: no library that the project has offers it. Source: FIPS 180-4, section 6.1.
 */
#include <stdio.h>
#include <string.h>

#include "exchange/exchange.h"

struct sha1 {
    uint32_t state[5];
    uint8_t block[64];
    uint64_t n_bytes;
};

static uint32_t rotate(uint32_t x, int by)
{
    return x << by | x >> (32 - by);
}

static void sha1_block(struct sha1 *sha)
{
    uint32_t w[80], a = sha->state[0], b = sha->state[1], c = sha->state[2], d = sha->state[3], e = sha->state[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)sha->block[4 * i] << 24 | (uint32_t)sha->block[4 * i + 1] << 16 | (uint32_t)sha->block[4 * i + 2] << 8 | sha->block[4 * i + 3];
    for (int i = 16; i < 80; i++)
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        uint32_t k = i < 20 ? 0x5A827999u : i < 40 ? 0x6ED9EBA1u : i < 60 ? 0x8F1BBCDCu : 0xCA62C1D6u;
        uint32_t next = rotate(a, 5) + f + e + k + w[i];
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = next;
    }
    sha->state[0] += a;
    sha->state[1] += b;
    sha->state[2] += c;
    sha->state[3] += d;
    sha->state[4] += e;
}

static void sha1_add(struct sha1 *sha, const void *bytes, size_t n)
{
    const uint8_t *from = bytes;
    for (size_t i = 0; i < n; i++) {
        sha->block[sha->n_bytes++ % 64] = from[i];
        if (sha->n_bytes % 64 == 0)
            sha1_block(sha);
    }
}

static void sha1_end(struct sha1 *sha, uint8_t out[20])
{
    uint64_t n_bits = sha->n_bytes * 8;
    uint8_t length[8];
    sha1_add(sha, (const uint8_t[]){0x80}, 1);
    while (sha->n_bytes % 64 != 56)
        sha1_add(sha, (const uint8_t[]){0}, 1);
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)(n_bits >> (56 - 8 * i));
    sha1_add(sha, length, 8);
    for (int i = 0; i < 20; i++)
        out[i] = (uint8_t)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

void uuid_make(char out[37], const char *kind, const char *name, size_t n, uint64_t number)
{
    /* Drawn at random once; must never change, or the same article gets another id. */
    static const uint8_t NAMESPACE[16] = {0x6b, 0x0d, 0x4c, 0x3e, 0x2f, 0x91, 0x4e, 0x57, 0x8a, 0x2c, 0xd4, 0x19, 0x70, 0xe3, 0xb5, 0x68};
    struct sha1 sha = {.state = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u}};
    char tail[24];
    uint8_t hash[20];
    sha1_add(&sha, NAMESPACE, sizeof NAMESPACE);
    sha1_add(&sha, kind, strlen(kind) + 1);
    sha1_add(&sha, name, n);
    sha1_add(&sha, tail, (size_t)snprintf(tail, sizeof tail, "%c%llu", 0, (unsigned long long)number));
    sha1_end(&sha, hash);
    hash[6] = (uint8_t)((hash[6] & 0x0F) | 0x50);
    hash[8] = (uint8_t)((hash[8] & 0x3F) | 0x80);
    for (int i = 0, at = 0; i < 16; i++)
        at += snprintf(out + at, (size_t)(37 - at), "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", hash[i]);
}
