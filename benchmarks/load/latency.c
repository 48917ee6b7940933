/* A histogram of times: 32 steps for each power of two. */
#include "load.h"

enum { STEPS = 32, POWERS = 64 };

static uint64_t counts[POWERS * STEPS], total, largest;

void latency_add(uint64_t nanoseconds)
{
    total++;
    if (nanoseconds > largest) largest = nanoseconds;
    if (nanoseconds < 2 * STEPS) {
        counts[nanoseconds]++;
        return;
    }
    int shift = 58 - __builtin_clzll(nanoseconds);
    counts[(unsigned)shift * STEPS + (nanoseconds >> shift)]++;
}

double latency_us(double quantile)
{
    uint64_t wanted = (uint64_t)(quantile * (double)total), seen = 0;
    for (int i = 0; i < POWERS * STEPS; i++) {
        seen += counts[i];
        if (counts[i] && seen > wanted) {
            int shift = i < 2 * STEPS ? 0 : i / STEPS - 1;
            double low = (double)((uint64_t)(i - shift * STEPS) << shift);
            return (low + (double)(UINT64_C(1) << shift) / 2) / 1e3;
        }
    }
    return (double)largest / 1e3;
}
