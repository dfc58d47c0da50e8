# A second implementation of suiji-draw/2, written from its specification alone: python3 verify_draw2.py < CASES > VALUES
# Reads the inputs of draws in the form of the published vectors and writes what has to come out. Standard library only.
import hashlib
import hmac
import json
import sys

SPEC = "suiji-draw/2"


def raw(data):
    return hashlib.sha256(data).digest()


def h(*parts):
    return raw("\n".join(parts).encode()).hex()


def canonical(value):
    def order(item):  # Keys by their UTF-16 units.
        if isinstance(item, dict):
            return {key: order(item[key]) for key in sorted(item, key=lambda k: k.encode("utf-16-be"))}
        return [order(each) for each in item] if isinstance(item, list) else item

    return json.dumps(order(value), ensure_ascii=False, separators=(",", ":"))


def mac(key, *parts):
    return hmac.new(bytes.fromhex(key), "\n".join(parts).encode(), "sha256").hexdigest()


def row_of(key, name, one, places):
    return h(SPEC, "row", mac(key, "row", name, one["id"]), str(one["version"]), places, one["id"])


def tree(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else raw(b"")
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return raw(b"\x01" + tree(leaves[:split]) + tree(leaves[split:]))


def path(leaves, index):
    if len(leaves) < 2:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*path(leaves[:split], index), tree(leaves[split:]).hex()]
    return [*path(leaves[split:], index - split), tree(leaves[:split]).hex()]


class ListFile:
    def __init__(self, rows):  # (row, stratum) each
        assert len({row for row, _ in rows}) == len(rows), "a row twice"
        self.rows = sorted(rows)
        self.lines = [canonical({"row": row, "stratum": stratum}) for row, stratum in self.rows]
        self.shards = [[] for _ in range(256)]
        for line, (row, _) in zip(self.lines, self.rows):
            self.shards[int(row[:2], 16)].append(raw(b"\x00" + line.encode()))
        self.roots = [tree(shard) for shard in self.shards]
        self.root = tree(self.roots).hex()

    def sizes(self):
        found = {}
        for _, stratum in self.rows:
            found[stratum] = found.get(stratum, 0) + 1
        return found

    def proof(self, row):
        at = [each for each, _ in self.rows].index(row)
        shard = int(row[:2], 16)
        index = at - sum(len(each) for each in self.shards[:shard])
        above = path(self.roots, shard)
        proof = [*path(self.shards[shard], index), *above]
        size = len(self.shards[shard])
        return {"row": row, "line": self.lines[at], "shard": shard, "shardSize": size, "index": index, "path": proof}


def quota(rule, size):
    wanted = -(-size * rule["ratio"] // 10000) if "ratio" in rule else rule["number"]
    return min(max(wanted, 1), size)


def strata_of(frame):
    """The rule of each stratum and the stratum of each class."""
    rules = {rule["stratum"]: rule for rule in frame["rules"]}
    classes = frame.get("classes", ["A", "B", "C", "D"])
    ratios = {rule.get("ratio") for rule in rules.values()}
    if all(each in rules for each in classes) and len(ratios) == 1 and None not in ratios:
        return {"*": frame["rules"][0]}, lambda _: "*"
    return rules, lambda stratum: stratum


def freeze(key, frame):
    rules, stratum_of = strata_of(frame)
    assert len({one["id"] for one in frame["objects"]}) == len(frame["objects"]), "an id twice"
    book = sorted(
        ({"row": row_of(key, frame["frame"], one, one["places"]), **one, "stratum": stratum_of(one["stratum"])} for one in frame["objects"]),
        key=lambda line: line["row"],
    )
    file = ListFile([(line["row"], line["stratum"]) for line in book])
    sizes = file.sizes()
    assert set(sizes) <= set(rules), "a stratum without a rule"
    strata = [
        {"stratum": name, "size": sizes.get(name, 0), "quota": quota(rules[name], sizes.get(name, 0))}
        for name in sorted(rules, key=str.encode)
    ]
    parts = [
        {**part, "size": sum(str(number) in line["places"].split(",") for line in book)}
        for number, part in enumerate(frame["parts"], 1)
    ]
    manifest = {"frame": frame["frame"], "parts": parts, "root": file.root, "size": len(book), "strata": strata}
    return {"frame": frame, "book": book, "file": file, "manifest": manifest}


def people_of(key, kind, people):
    rows = {one["id"]: row_of(key, kind, one, one["department"]) for one in people}
    file = ListFile([(rows[one["id"]], one["department"]) for one in people])
    strata = [{"stratum": name, "size": size} for name, size in sorted(file.sizes().items(), key=lambda e: e[0].encode())]
    return rows, file, {"root": file.root, "size": len(people), "strata": strata}


def turns_of(case, frozen, order, drawn):
    """Each stated turn anew: its object, time and passed rows are given."""
    called, turns = {}, []
    for number, stated in enumerate(case["turns"], 1):
        given = json.loads(stated["line"])
        reasons = {one["row"]: one["passed"] for one in given["called"] if "passed" in one}
        replaced, calls = [], []
        for one in frozen:
            name = one["frame"]["frame"]
            for stratum in [each["stratum"] for each in one["manifest"]["strata"]]:
                place = (name, stratum)
                came = [row for row, passed in called.get(place, []) if not passed]
                mine = [line["row"] for line in one["book"] if line["id"] == stated["id"] and line["row"] in drawn[place] + came]
                if not mine:
                    continue
                replaced.append({"frame": name, "row": mine[0]})
                waiting = order[place][len(drawn[place]) + len(called.get(place, [])) :]
                for row in waiting:
                    passed = reasons.get(row)
                    called.setdefault(place, []).append((row, passed))
                    calls.append({"frame": name, "row": row, **({"passed": passed} if passed else {})})
                    if not passed:
                        break
        line = canonical({"at": given["at"], "called": calls, "replaced": replaced, "turn": number})
        salt = mac(case["key"], "turn", str(number))
        turns.append({"turn": number, "id": stated["id"], "salt": salt, "line": line, "digest": h(salt, line)})
    return turns


def draw(case):
    key = case["key"]
    frozen = [freeze(key, frame) for frame in case["frames"]]
    previous_salt = mac(key, "previous")
    by_id = sorted(case["previous"]["teams"], key=lambda t: (t["objectId"].encode(), t["department"].encode()))
    previous = h(SPEC, "previous", previous_salt, canonical(by_id))
    manifest = {
        "spec": SPEC,
        "batch": case["batch"],
        "key": h(SPEC, "key", key),
        "randomness": case["manifest"]["randomness"],
        "frames": [one["manifest"] for one in frozen],
        "matching": {**case["manifest"]["matching"], "previousTeams": previous},
    }
    outcome, people = {}, {}
    for kind in ("inspectors", "experts"):
        rows, file, facts = people_of(key, kind, case.get(kind, {}).get("people", []))
        people[kind] = rows
        if kind in case:
            manifest[kind] = facts
            given = case[kind]["people"]
            outcome[kind] = {"people": given, "rows": rows, "root": file.root, "firstLine": file.lines[0], "lastLine": file.lines[-1]}
    text = canonical(manifest)
    seed = h(SPEC, h(text), case["randomness"])
    order, drawn, frames, asked, named = {}, {}, [], {}, {}
    for one in frozen:
        frame, book = one["frame"], one["book"]
        ticket = {line["row"]: h(seed, "object", line["row"]) for line in book}
        selection = {}
        for stratum in one["manifest"]["strata"]:
            place = (frame["frame"], stratum["stratum"])
            order[place] = sorted((l["row"] for l in book if l["stratum"] == place[1]), key=lambda r: (ticket[r], r))
            drawn[place] = order[place][: stratum["quota"]]
            rest = order[place][stratum["quota"] : stratum["quota"] + 3]
            selection[place[1]] = {"selected": drawn[place], "reserves": rest}
            if drawn[place]:
                selection[place[1]]["threshold"] = ticket[drawn[place][-1]]
        chosen = {row for place, rows in drawn.items() if place[0] == frame["frame"] for row in rows}
        for line in book:
            if line["row"] in chosen:
                named.setdefault(line["id"], []).append(frame["frame"])
                for number in line["places"].split(","):
                    asked.setdefault(line["id"], []).append((frame["parts"][int(number) - 1], frame["frame"]))
        listed = [each for each in frame["objects"] if each["id"] in frame["salts"]]
        rows = {each["id"]: row_of(key, frame["frame"], each, each["places"]) for each in listed}
        first = {k: book[0][k] for k in ("id", "places", "row", "stratum", "version")}
        frames.append(
            {
                **{name: frame[name] for name in frame if name not in ("inclusion",)},
                "salts": {each["id"]: mac(key, "row", frame["frame"], each["id"]) for each in listed},
                "rows": rows,
                "size": len(book),
                "strata": one["manifest"]["strata"],
                "root": one["file"].root,
                "firstLine": one["file"].lines[0],
                "lastLine": one["file"].lines[-1],
                "firstBookLine": canonical(first),
                "tickets": {row: ticket[row] for row in rows.values()},
                "selection": selection,
                "inclusion": one["file"].proof(frame["inclusion"]["row"]),
            }
        )

    def bytes_sorted(texts):
        return sorted(set(texts), key=str.encode)

    visits = []
    for each, parts in asked.items():
        visit = mac(key, "visit", each)
        checks = [
            {
                "department": department,
                "items": bytes_sorted(i for part, _ in parts if part["department"] == department for i in part["items"]),
                "frames": bytes_sorted(frame for part, frame in parts if part["department"] == department),
            }
            for department in bytes_sorted(part["department"] for part, _ in parts)
        ]
        visits.append({"id": each, "visit": visit, "ticket": h(seed, "visit", visit), "checks": checks})
    visits.sort(key=lambda visit: visit["ticket"])
    salt = mac(key, "list")
    lines = [canonical({"frames": named[each], "id": each}) for each in bytes_sorted(named)]

    def by_tickets(kind, visit, department, count):
        own = [people[kind][one["id"]] for one in case.get(kind, {}).get("people", []) if one["department"] == department]
        return sorted(own, key=lambda row: h(seed, "team", visit, row))[:count]

    teams = []
    for visit in visits:
        for check in visit["checks"]:
            members = by_tickets("inspectors", visit["visit"], check["department"], manifest["matching"]["perDepartment"])
            experts = by_tickets("experts", visit["visit"], check["department"], 1)
            team = {"department": check["department"], "members": sorted(members), "objectId": visit["id"]}
            team |= ({"leader": members[0]} if members else {}) | ({"experts": experts} if experts else {})
            teams.append(team)
    teams.sort(key=lambda team: (team["objectId"].encode(), team["department"].encode()))
    team_lines = [canonical(team) for team in teams]
    asked_tickets = [{**one, "ticket": h(seed, "team", one["visit"], one["person"])} for one in case["teamTickets"]]
    slip = dict(case["slip"])
    one = next(each for each in frozen if each["frame"]["frame"] == slip["frame"])
    line = next(each for each in one["book"] if each["id"] == slip["id"])
    slip = {
        **{"batch": case["batch"], "frame": slip["frame"], "id": slip["id"], "places": line["places"]},
        **{"salt": mac(key, "row", slip["frame"], slip["id"]), "version": line["version"], "row": line["row"]},
        **{"stratum": line["stratum"], "ticket": h(seed, "object", line["row"])},
        "drawn": line["row"] in drawn[(slip["frame"], line["stratum"])],
    }
    return {
        **outcome,
        "frames": frames,
        "previous": {"teams": case["previous"]["teams"], "salt": previous_salt, "digest": previous},
        "manifest": manifest,
        "manifestCanonical": text,
        "manifestDigest": h(text),
        "seed": seed,
        "visits": visits,
        "list": {"salt": salt, "lines": lines, "digest": h(salt, *lines)},
        "teams": {"lines": team_lines, "digest": h(salt, *team_lines)},
        "teamTickets": asked_tickets,
        "turns": turns_of(case, frozen, order, drawn),
        "slip": slip,
    }


if __name__ == "__main__":
    json.dump([draw(case) for case in json.load(sys.stdin)], sys.stdout, ensure_ascii=False)
