/*
 * What the hardware can do: the stages of the sketching engine in C with AVX2, one core. Compiled by the benchmark with
 * `-O3 -march=native` where a compiler is there. Input: passages as the benchmark writes them (count, offsets, units, all
 * little-endian 32-bit but the units, which are 16-bit). Output: one JSON line of CPU seconds and checksums.
 *
 *   sketch-limit FILE signatures32|signatures16|readings16|repeats|bands [fresh|reused]
 *
 * `fresh` takes new memory for the signatures within the time measured, as a function must that returns them; `reused`
 * writes where it has written before.
 */
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { K = 3, VALUES = 128, WINDOW = 13, PIECE = 4096 };

static uint32_t passages, units;
static uint32_t *offsets;
static uint16_t *text;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static uint32_t state = 1;
static uint32_t draw(void) {
  uint32_t h = state += 0x9e3779b9u;
  h = (h ^ h >> 16) * 0x85ebca6bu;
  h = (h ^ h >> 13) * 0xc2b2ae35u;
  return h ^ h >> 16;
}

/* Shingle hashes of one passage, as the JavaScript and WASM kernels compute them; vectorised by the compiler. */
static uint32_t hash_passage(uint32_t start, uint32_t end, uint32_t *out) {
  uint32_t length = end - start;
  uint32_t n = length < K ? 1 : length - K + 1;
  const uint16_t *u = text + start;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t h = (u[i] * 0x9e3779b1u + u[i + 1]) * 0x9e3779b1u + u[i + 2];
    h = (h ^ h >> 16) * 0x85ebca6bu;
    h = (h ^ h >> 13) * 0xc2b2ae35u;
    out[i] = h ^ h >> 16;
  }
  return n;
}

static uint32_t *hashes;

/* Classic MinHash: 128 functions a·h + b, 32-bit lanes. */
static void signatures32(uint32_t *out) {
  static uint32_t a[VALUES], b[VALUES];
  for (int i = 0; i < VALUES; i++) a[i] = draw() | 1, b[i] = draw();
  for (uint32_t p = 0; p < passages; p++) {
    uint32_t n = hash_passage(offsets[p], offsets[p + 1], hashes);
    uint32_t *row = out + (size_t)p * VALUES;
    for (int f = 0; f < VALUES; f += 32) {
      __m256i a0 = _mm256_loadu_si256((void *)(a + f)), a1 = _mm256_loadu_si256((void *)(a + f + 8));
      __m256i a2 = _mm256_loadu_si256((void *)(a + f + 16)), a3 = _mm256_loadu_si256((void *)(a + f + 24));
      __m256i b0 = _mm256_loadu_si256((void *)(b + f)), b1 = _mm256_loadu_si256((void *)(b + f + 8));
      __m256i b2 = _mm256_loadu_si256((void *)(b + f + 16)), b3 = _mm256_loadu_si256((void *)(b + f + 24));
      __m256i m0 = _mm256_set1_epi32(-1), m1 = m0, m2 = m0, m3 = m0;
      for (uint32_t i = 0; i < n; i++) {
        __m256i h = _mm256_set1_epi32((int)hashes[i]);
        m0 = _mm256_min_epu32(m0, _mm256_add_epi32(_mm256_mullo_epi32(h, a0), b0));
        m1 = _mm256_min_epu32(m1, _mm256_add_epi32(_mm256_mullo_epi32(h, a1), b1));
        m2 = _mm256_min_epu32(m2, _mm256_add_epi32(_mm256_mullo_epi32(h, a2), b2));
        m3 = _mm256_min_epu32(m3, _mm256_add_epi32(_mm256_mullo_epi32(h, a3), b3));
      }
      _mm256_storeu_si256((void *)(row + f), m0);
      _mm256_storeu_si256((void *)(row + f + 8), m1);
      _mm256_storeu_si256((void *)(row + f + 16), m2);
      _mm256_storeu_si256((void *)(row + f + 24), m3);
    }
  }
}

/* Classic MinHash in 16-bit lanes. */
static void signatures16(uint16_t *out) {
  static uint16_t a[VALUES], b[VALUES];
  for (int i = 0; i < VALUES; i++) a[i] = draw() | 1, b[i] = draw() | 1;
  for (uint32_t p = 0; p < passages; p++) {
    uint32_t n = hash_passage(offsets[p], offsets[p + 1], hashes);
    uint16_t *row = out + (size_t)p * VALUES;
    for (int f = 0; f < VALUES; f += 64) {
      __m256i av[4], bv[4], m[4];
      for (int v = 0; v < 4; v++) {
        av[v] = _mm256_loadu_si256((void *)(a + f + 16 * v));
        bv[v] = _mm256_loadu_si256((void *)(b + f + 16 * v));
        m[v] = _mm256_set1_epi16(-1);
      }
      for (uint32_t i = 0; i < n; i++) {
        __m256i low = _mm256_set1_epi16((short)hashes[i]), high = _mm256_set1_epi16((short)(hashes[i] >> 16));
        for (int v = 0; v < 4; v++)
          m[v] = _mm256_min_epu16(m[v], _mm256_add_epi16(_mm256_mullo_epi16(low, av[v]), _mm256_mullo_epi16(high, bv[v])));
      }
      for (int v = 0; v < 4; v++) _mm256_storeu_si256((void *)(row + f + 16 * v), m[v]);
    }
  }
}

/* The method of our kernels: 32 functions in 16-bit lanes, four readings of each. */
static void readings16(uint16_t *out) {
  static uint16_t a[32], b[32];
  for (int i = 0; i < 32; i++) a[i] = draw() | 1, b[i] = draw() | 1;
  const __m256i a0 = _mm256_loadu_si256((void *)a), a1 = _mm256_loadu_si256((void *)(a + 16));
  const __m256i b0 = _mm256_loadu_si256((void *)b), b1 = _mm256_loadu_si256((void *)(b + 16));
  for (uint32_t p = 0; p < passages; p++) {
    uint32_t n = hash_passage(offsets[p], offsets[p + 1], hashes);
    uint16_t *row = out + (size_t)p * VALUES;
    __m256i l0 = _mm256_set1_epi16(-1), l1 = l0, g0 = _mm256_setzero_si256(), g1 = g0;
    __m256i s0 = _mm256_set1_epi16(0x7fff), s1 = s0, t0 = _mm256_set1_epi16((short)0x8000), t1 = t0;
    for (uint32_t i = 0; i < n; i++) {
      __m256i low = _mm256_set1_epi16((short)hashes[i]), high = _mm256_set1_epi16((short)(hashes[i] >> 16));
      __m256i v0 = _mm256_add_epi16(_mm256_mullo_epi16(low, a0), _mm256_mullo_epi16(high, b0));
      __m256i v1 = _mm256_add_epi16(_mm256_mullo_epi16(low, a1), _mm256_mullo_epi16(high, b1));
      l0 = _mm256_min_epu16(l0, v0), l1 = _mm256_min_epu16(l1, v1);
      g0 = _mm256_max_epu16(g0, v0), g1 = _mm256_max_epu16(g1, v1);
      s0 = _mm256_min_epi16(s0, v0), s1 = _mm256_min_epi16(s1, v1);
      t0 = _mm256_max_epi16(t0, v0), t1 = _mm256_max_epi16(t1, v1);
    }
    __m256i all[8] = {l0, l1, g0, g1, s0, s1, t0, t1};
    for (int v = 0; v < 8; v++) _mm256_storeu_si256((void *)(row + 16 * v), all[v]);
  }
}

/* Radix sort by key, three passes of eleven bits; returns where the sorted entries are. */
static uint64_t *radix(uint64_t *from, uint64_t *to, uint32_t n) {
  for (int shift = 32; shift < 64; shift += 11) {
    uint32_t next[2048] = {0};
    for (uint32_t i = 0; i < n; i++) next[from[i] >> shift & 2047]++;
    for (uint32_t d = 0, sum = 0; d < 2048; d++) {
      uint32_t count = next[d];
      next[d] = sum;
      sum += count;
    }
    for (uint32_t i = 0; i < n; i++) to[next[from[i] >> shift & 2047]++] = from[i];
    uint64_t *t = from;
    from = to;
    to = t;
  }
  return from;
}

/* Every window that stands more than once: hash, radix sort, verification. Returns the repeated positions. */
static uint32_t repeats(void) {
  uint64_t *entries = malloc(8 * (size_t)units), *other = malloc(8 * (size_t)units);
  uint32_t n = 0, leave = 1, repeated = 0;
  for (int i = 0; i < WINDOW; i++) leave *= 0x9e3779b1u;
  for (uint32_t p = 0; p < passages; p++) {
    uint32_t start = offsets[p], end = offsets[p + 1], h = 0;
    for (uint32_t i = start; i < end; i++) {
      h = h * 0x9e3779b1u + text[i];
      if (i >= start + WINDOW) h -= text[i - WINDOW] * leave;
      if (i + 1 >= start + WINDOW) entries[n++] = (uint64_t)h << 32 | (i + 1 - WINDOW);
    }
  }
  uint64_t *sorted = radix(entries, other, n);
  for (uint32_t i = 0; i < n;) {
    uint32_t key = sorted[i] >> 32, j = i + 1, same = 0;
    const uint16_t *first = text + (uint32_t)sorted[i];
    for (; j < n && sorted[j] >> 32 == key; j++) same += !memcmp(first, text + (uint32_t)sorted[j], 2 * WINDOW);
    if (same) repeated += same + 1;
    i = j;
  }
  free(entries), free(other);
  return repeated;
}

/* 32 bands of random keys, a fifth of them repeated, for as many passages as the file has. */
static uint32_t bands(void) {
  uint64_t *entries = malloc(8 * (size_t)passages), *other = malloc(8 * (size_t)passages);
  uint32_t grouped = 0;
  for (int band = 0; band < 32; band++) {
    for (uint32_t i = 0; i < passages; i++) entries[i] = (uint64_t)(draw() % (4 * passages) * 2654435761u) << 32 | i;
    uint64_t *sorted = radix(entries, other, passages);
    for (uint32_t i = 1; i < passages; i++) grouped += sorted[i] >> 32 == sorted[i - 1] >> 32;
  }
  free(entries), free(other);
  return grouped;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file || fread(&passages, 4, 1, file) != 1) return 2;
  offsets = malloc(4 * (size_t)(passages + 1));
  if (fread(offsets, 4, passages + 1, file) != passages + 1) return 2;
  units = offsets[passages];
  text = calloc(units + 64, 2);
  if (fread(text, 2, units, file) != units) return 2;
  fclose(file);
  uint32_t longest = 0;
  for (uint32_t p = 0; p < passages; p++)
    if (offsets[p + 1] - offsets[p] > longest) longest = offsets[p + 1] - offsets[p];
  hashes = malloc(4 * (size_t)(longest + 64));
  int fresh = argc < 4 || !strcmp(argv[3], "fresh");
  size_t size = (!strcmp(argv[2], "signatures32") ? 4 : 2) * (size_t)passages * VALUES;
  void *out = NULL;
  if (!fresh) memset(out = malloc(size), 1, size);
  uint32_t check = 0;
  double seconds = 0;
  /* The first run warms caches and clock up; the second counts. */
  for (int run = 0; run < 2; run++) {
    double started = now();
    if (fresh) out = malloc(size);
    if (!strcmp(argv[2], "signatures32")) signatures32(out), check = ((uint32_t *)out)[units % passages * VALUES];
    else if (!strcmp(argv[2], "signatures16")) signatures16(out), check = ((uint16_t *)out)[units % passages];
    else if (!strcmp(argv[2], "readings16")) readings16(out), check = ((uint16_t *)out)[units % passages];
    else if (!strcmp(argv[2], "repeats")) check = repeats();
    else if (!strcmp(argv[2], "bands")) check = bands();
    else return 2;
    seconds = now() - started;
    if (fresh) free(out), out = NULL;
  }
  printf("{\"seconds\":%.6f,\"check\":%u}\n", seconds, check);
  return 0;
}
