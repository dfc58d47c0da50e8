# A second verifier, written from the README beside the published files alone: python3 verify_draw.py DRAW.JSON FRAMES
# Standard library only; the signature of the beacon is hashed, not verified, which would take pairings.
import hashlib
import json
import pathlib
import sys


def raw(data):
    return hashlib.sha256(data).digest()


def h(text):
    return raw(text.encode()).hex()


def lines(*parts):
    return h("\n".join(parts))


def canonical(value):
    def order(item):  # Keys by their UTF-16 units.
        if isinstance(item, dict):
            return {key: order(item[key]) for key in sorted(item, key=lambda k: k.encode("utf-16-be"))}
        return [order(each) for each in item] if isinstance(item, list) else item

    return json.dumps(order(value), ensure_ascii=False, separators=(",", ":"))


def tree(leaves):
    if not leaves:
        return raw(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return raw(b"\x01" + tree(leaves[:split]) + tree(leaves[split:]))


def read_frame(path):
    text = path.read_bytes().decode()
    assert text == "" or text.endswith("\n"), f"{path.name}: cut short"
    rows, shards, last = [], [[] for _ in range(256)], None
    for number, line in enumerate(text.split("\n")[:-1], 1):
        row = json.loads(line)
        assert canonical(row) == line and set(row) == {"id", "stratum", "version"}, f"{path.name} line {number}"
        shard = raw(row["id"].encode())[0]
        place = (shard, row["id"].encode())
        assert last is None or place > last, f"{path.name} line {number}: order"
        last = place
        rows.append(row)
        shards[shard].append(raw(b"\x00" + line.encode()))
    return rows, tree([tree(leaves) for leaves in shards]).hex()


def ceremony(shown, source):
    sealed = {each["party"]: each for each in shown["commitments"]}
    said = {each["party"]: each for each in shown["reveals"]}
    assert set(sealed) == set(said) == set(source["parties"]), "parties"
    for party, reveal in said.items():
        assert h(reveal["secret"]) == sealed[party]["commitment"], f"commitment of {party}"
        assert sealed[party]["at"] <= source["deadline"] < reveal["at"], f"times of {party}"
        assert party != "notary" or h(reveal["dice"]) == reveal["secret"], "dice"
    return lines(*sorted(f"{party}:{each['secret']}" for party, each in said.items()))


def randomness(draw, source):
    of_beacon = raw(bytes.fromhex(draw["beacon"]["signature"])).hex() if "round" in source else None
    of_parties = ceremony(draw["ceremony"], source) if "parties" in source else None
    if "round" in source:
        assert draw["beacon"]["round"] == source["round"], "round"
    return lines(of_beacon, of_parties) if source["kind"] == "combined" else of_beacon or of_parties


def selections(draw, manifest, folder):
    drawn, reserves = {}, {}
    for frame, shown in zip(manifest["frames"], draw["frames"], strict=True):
        name = frame["frame"]
        rows, root = read_frame(folder / f"{name}.ndjson")
        assert root == frame["root"] == shown["root"] and len(rows) == frame["size"] == shown["size"], f"frame {name}"
        assert {row["stratum"] for row in rows} <= {each["stratum"] for each in frame["strata"]}, f"strata of {name}"
        for stratum, result in zip(frame["strata"], shown["strata"], strict=True):
            where = (name, stratum["stratum"])
            ids = [row["id"] for row in rows if row["stratum"] == stratum["stratum"]]
            assert all(stratum[key] == result[key] for key in stratum) and len(ids) == stratum["size"], f"size {where}"
            tickets = sorted((lines(draw["seed"], "object", each), each) for each in ids)
            chosen, reserves[where] = tickets[: stratum["quota"]], tickets[stratum["quota"] :]
            assert result["selected"] == len(chosen), f"selected {where}"
            assert result.get("threshold") == (chosen[-1][0] if chosen else None), f"threshold {where}"
            for ticket, each in chosen:
                drawn.setdefault(each, (ticket, []))[1].append({"frame": name, "stratum": where[1]})
    return drawn, reserves


def check_list(draw, listed, drawn, reserves, departments):
    expected = sorted((ticket, each, where) for each, (ticket, where) in drawn.items())
    assert [(one["ticket"], one["id"], one["drawnIn"]) for one in listed] == expected, "list"
    assert lines(draw["list"]["salt"], *(one["id"] for one in listed)) == draw["list"]["digest"], "digest of the list"
    teams = [{"objectId": one["id"], **team} for one in listed for team in one["teams"]]
    assert lines(draw["list"]["salt"], *map(canonical, teams)) == draw["list"]["teams"], "digest of the teams"
    for one in listed:
        asked = sorted({departments[place["frame"]] for place in one["drawnIn"]})
        assert [team["department"] for team in one["teams"]] == asked, f"departments at {one['id']}"
    calls = sorted((each["approvedAt"], one["ticket"], one) for each in draw["reserves"] for one in each["called"])
    for _, ticket, one in calls:
        next_one = reserves[(one["frame"], one["stratum"])].pop(0)
        assert (ticket, one["objectId"]) == next_one, f"reserve {one['objectId']}"
    return teams


def check_people(draw, manifest, teams, folder):
    people = {}
    for kind in ("inspectors", "experts"):
        for frame in manifest.get(kind, []):
            rows, root = read_frame(folder / f"{frame['frame']}.ndjson")
            assert (root, len(rows)) == (frame["root"], frame["size"]), f"frame {frame['frame']}"
            people[(kind, frame["department"])] = {row["id"] for row in rows}
    for team in teams:
        where, members = f"team {team['objectId']} {team['department']}", team["members"]
        assert len(set(members)) == len(members) == manifest["matching"]["perDepartment"], where
        assert "leader" in team or not manifest["matching"].get("teamLeader"), where
        assert set(members) <= people[("inspectors", team["department"])], where
        assert set(team.get("experts", [])) <= people.get(("experts", team["department"]), set()), where
        tickets = [lines(draw["seed"], "team", team["objectId"], each) for each in members]
        assert tickets == sorted(tickets) and team.get("leader", members[0]) in members, where


def main(record, folder):
    text = pathlib.Path(record).read_bytes().decode()
    file = json.loads(text)
    assert canonical(file) + "\n" == text, "not canonical"
    assert h(canonical({key: file[key] for key in file if key != "fingerprint"})) == file["fingerprint"], "fingerprint"
    draw, manifest = file["draw"], json.loads(file["draw"]["manifest"])
    assert canonical(manifest) == draw["manifest"] and h(draw["manifest"]) == draw["digest"], "manifest"
    assert manifest["batch"] == draw["number"] and manifest["matching"]["window"] == draw["window"], "manifest"
    assert randomness(draw, manifest["randomness"]) == draw["randomness"], "randomness"
    assert lines("suiji-draw/1", draw["digest"], draw["randomness"]) == draw["seed"], "seed"
    drawn, reserves = selections(draw, manifest, pathlib.Path(folder))
    departments = {frame["frame"]: frame["department"] for frame in manifest["frames"]}
    teams = check_list(draw, file["list"], drawn, reserves, departments)
    check_people(draw, manifest, teams, pathlib.Path(folder))
    print(f"verified: {len(drawn)} objects of {sum(frame['size'] for frame in manifest['frames'])} rows")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except AssertionError as fault:
        sys.exit(f"not verified: {fault}")
