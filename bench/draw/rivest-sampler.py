"""Ticket sampling as Rivest published it for election audits, in plain Python: the peer of `npm run bench -- draw`.

Every id gets the ticket SHA-256("seed,id,1"); the n smallest tickets are the sample. With the format `suiji` the ticket
is that of suiji-draw/2 instead, of rows that are hashes of the ids, drawn per stratum, and the digest of the sample is an independent check of ours.
Arguments: format, seed, number of objects, n per stratum. Prints JSON.
"""

import hashlib
import heapq
import json
import resource
import sys
import time


def ids(objects, stratum, strata):
    return (f"92411422MA{n:08d}" for n in range(stratum, objects, strata))


def sample(messages, n):
    tickets = ((hashlib.sha256(message.encode()).hexdigest(), name) for name, message in messages)
    return heapq.nsmallest(n, tickets)


def main():
    form, seed, objects, quotas = sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])
    start = time.process_time()
    if form == "rivest":
        drawn = sample(((name, f"{seed},{name},1") for name in ids(objects, 0, 1)), sum(quotas))
    else:
        drawn = []
        for stratum, n in enumerate(quotas):
            rows = (hashlib.sha256(name.encode()).hexdigest() for name in ids(objects, stratum, len(quotas)))
            drawn += sample(((row, f"{seed}\nobject\n{row}") for row in rows), n)
    took = (time.process_time() - start) * 1000
    digest = hashlib.sha256("\n".join(name for _, name in drawn).encode()).hexdigest()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"laps": {"draw": took}, "digest": digest, "peakBytes": peak}))


main()
