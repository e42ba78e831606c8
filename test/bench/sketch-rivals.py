"""The same passages through datasketch and rensa, where Python has them. Prints one JSON object: shingles a second of
CPU time by package. Usage: sketch-rivals.py FILE PASSAGES"""

import json
import struct
import sys
import time

K, VALUES = 3, 128


def read(path, most):
    with open(path, "rb") as file:
        (count,) = struct.unpack("<I", file.read(4))
        offsets = struct.unpack(f"<{count + 1}I", file.read(4 * (count + 1)))
        text = file.read().decode("utf-16-le", "replace")
    passages = []
    for i in range(min(count, most)):
        passage = text[offsets[i] : offsets[i + 1]]
        passages.append([passage[j : j + K] for j in range(len(passage) - K + 1)])
    return passages


def rate(sign, passages):
    started = time.process_time()
    for shingles in passages:
        sign(shingles)
    return sum(map(len, passages)) / (time.process_time() - started)


def with_datasketch():
    from datasketch import MinHash

    def sign(shingles):
        signature = MinHash(num_perm=VALUES)
        signature.update_batch([shingle.encode() for shingle in shingles])

    return sign


def with_rensa():
    from rensa import RMinHash

    def sign(shingles):
        signature = RMinHash(num_perm=VALUES, seed=1)
        signature.update(shingles)
        signature.digest()

    return sign


passages = read(sys.argv[1], int(sys.argv[2]))
rates = {}
for name, create in {"datasketch": with_datasketch, "rensa": with_rensa}.items():
    try:
        rates[name] = rate(create(), passages)
    except ImportError:
        rates[name] = None
print(json.dumps(rates))
