# The cap model of the families, vectorised by hand: what does not vary is computed once, and what does, a block of
# variants at a time.
#   python model.py MODEL rows|grid float|int THREADS ROUNDS
# `rows` knows nothing of how the variants hang together: each has a multiplier and a day of its own, as in a simulation.
# `grid` knows that they are all pairs of a few multipliers and a few days, and computes what a multiplier settles once.
# Every quotient is exact in either type: products stay below 2 to the 53rd.
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

model, way, kind, threads, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
with open(model) as file:
    facts = {words[0]: [int(word) for word in words[1:]] for words in map(str.split, file)}
number = np.float64 if kind == "float" else np.int64
first_year = facts["months"][0]
totals = np.array(facts["totals"], number)[:, None]
starts, lengths = np.array(facts["starts"], number), np.array(facts["lengths"], number)
(denominator,), (actual,), (others,) = facts["denominator"], facts["actual"], facts["others"]
original, revised, next_year = facts["caps"]
first_day, count_of_days = facts["days"]
first_multiplier, step, count_of_multipliers = facts["multipliers"]
NEVER = np.iinfo(np.int32).max
BLOCK = 8192


def divided(dividend, divisor, out=None):
    """The quotient, rounded down."""
    if kind == "int":
        return np.floor_divide(dividend, divisor, out=out)
    return np.floor(np.divide(dividend, divisor, out=out), out=out)


def first_above(cap, sums, amounts, starts, lengths):
    """The first day on which the sum is above a cap; far away where it never is. `sums` begins before the first month."""
    # Bytes are added up much faster than truth values.
    month = (sums[1:] <= cap).view(np.int8).sum(axis=0, dtype=np.int8).astype(np.intp)
    is_above = month < len(amounts)
    month *= is_above
    place = month * sums.shape[1] + np.arange(len(month))
    amount = np.maximum(amounts.take(place), 1)
    short = cap + 1 - sums.take(place)
    days = divided(short * lengths.take(month) + amount - 1, amount)
    return np.where(is_above, starts.take(month) + days - 1, NEVER)


def accumulate(amounts, before, sums):
    """The sums by the ends of the months, after what stood before; cumsum along this axis is ten times slower."""
    sums[0] = before
    for month in range(len(amounts)):
        np.add(sums[month], amounts[month], out=sums[month + 1])


class Buffers:
    """What a thread computes in, so that no block allocates it anew."""

    def __init__(self, size):
        self.amounts = np.empty((len(totals), size), number)
        self.now = np.empty((first_year + 1, size), number)
        self.then = np.empty((len(totals) - first_year + 1, size), number)


def settled_by(multipliers, buffers):
    """What a multiplier settles: room at the year's end, first days above the three caps."""
    amounts, sums, later = buffers.amounts, buffers.now, buffers.then
    np.multiply(totals, multipliers, out=amounts)
    divided(amounts, denominator, out=amounts)
    now, then = amounts[:first_year], amounts[first_year:]
    accumulate(now, actual, sums)
    accumulate(then, 0, later)
    return (
        revised - sums[-1],
        first_above(original, sums, now, starts[:first_year], lengths[:first_year]),
        first_above(revised, sums, now, starts[:first_year], lengths[:first_year]),
        first_above(next_year, later, then, starts[first_year:], lengths[first_year:]),
    )


def met(above_original, above_revised, above_next, meetings):
    """The first breach and how many there are, where the revised cap is in force from the meeting on."""
    early = above_original < meetings
    late = np.where(above_revised < NEVER, np.maximum(above_revised, meetings), NEVER)
    first = np.where(early, above_original, np.minimum(late, above_next))
    return first, others + early + (late < NEVER) + (above_next < NEVER)


def rows(multipliers, meetings, room, breach, breaches):
    def part(bounds):
        buffers = Buffers(min(BLOCK, bounds[1] - bounds[0]))
        for start in range(*bounds, BLOCK):
            block = slice(start, min(start + BLOCK, bounds[1]))
            if block.stop - start < buffers.amounts.shape[1]:
                buffers = Buffers(block.stop - start)
            room[block], *above = settled_by(multipliers[block], buffers)
            breach[block], breaches[block] = met(*above, meetings[block])

    in_parts(part, len(multipliers))


def grid(multipliers, meetings, room, breach, breaches):
    left, *above = settled_by(multipliers, Buffers(len(multipliers)))
    shape = (len(meetings), len(multipliers))
    room, breach, breaches = room.reshape(shape), breach.reshape(shape), breaches.reshape(shape)

    def part(bounds):
        for day in range(*bounds):
            room[day] = left
            breach[day], breaches[day] = met(*above, meetings[day])

    in_parts(part, len(meetings))


def in_parts(part, count):
    bounds = [(count * place // threads, count * (place + 1) // threads) for place in range(threads)]
    if threads == 1:
        part(bounds[0])
    else:
        list(pool.map(part, bounds))


multipliers = (first_multiplier + step * np.arange(count_of_multipliers)).astype(number)
meetings = (first_day + np.arange(count_of_days)).astype(number)
if way == "rows":
    multipliers, meetings = np.tile(multipliers, count_of_days), np.repeat(meetings, count_of_multipliers)
count = count_of_days * count_of_multipliers
room, breach, breaches = np.empty(count, number), np.empty(count, number), np.empty(count, np.int64)
pool = ThreadPoolExecutor(threads) if threads > 1 else None
least = float("inf")
for _ in range(rounds):
    start = time.perf_counter()
    (rows if way == "rows" else grid)(multipliers, meetings, room, breach, breaches)
    least = min(least, time.perf_counter() - start)

is_breached = breach < NEVER
print("seconds", least)
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print("room", int(room.astype(np.int64).sum()))
print("days", int(breach[is_breached].astype(np.int64).sum()))
print("breached", int(is_breached.sum()))
print("breaches", int(breaches.sum()))
for place in facts["samples"]:
    day = int(breach[place]) if is_breached[place] else "-"
    print("variant", place, int(room[place]), day, int(breaches[place]))
