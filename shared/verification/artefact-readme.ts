import { quicknet } from '../draw/quicknet.ts';

/** The README beside the published files of a draw, for readers without our code. Its shell lines are tested. */
export const artefactReadme = `# 抽取公开文件 · Published files of a draw

| 文件 file | 内容 what it is |
|---|---|
| \`draw.json\` | 抽取记录：清单、随机数、种子、各层结果；名单公布后还有名单 · the record: manifest, randomness, seed, results and, once it is public, the list |
| \`frames/<抽样框>.ndjson\` | 抽样框，每行一个对象，以行名列出 · one frame, an object per line under its row name |
| \`frames/inspectors.ndjson\`、\`frames/experts.ndjson\` | 检查人员、专家名录，也以行名列出，每个批次不同 · people under row names, new in each batch |
| \`suiji-verify.mjs\` | 核对程序（Node.js ≥ 20，不联网） · the verifier, one file, no network |

\`\`\`sh
node suiji-verify.mjs draw.json                      # 全部核对 · verify everything
node suiji-verify.mjs draw.json --slip 自查单          # 核对自己的一行 · check the own row by a slip
node suiji-verify.mjs draw.json --key 密钥 --book 目录  # 凭密钥核对全部各行 · open all rows by the key
\`\`\`

规范 specification: suiji-draw/2。行名不说明是谁：只有自查单上的盐、或批次密钥，才能对上。公开内容不说明谁是哪一类；名单公布之前，也不说明谁被抽中。
A row name is nobody's name without the salt on its slip, or the batch's key. Nothing public says which class an object has or, before the list
is published, whether it is drawn.

\`H(x)\` = SHA-256，64 位小写十六进制 · in lowercase hex. 文本是 UTF-8，不作任何规范化 · text is UTF-8, not normalised. LF = 一个换行字符，\`‖\` = 相接 · joined.
规范 JSON = RFC 8785：键按 UTF-16 码元排序，无空白，只有整数 · keys sorted by UTF-16 units, no blanks, integers only.
多行文本以 LF 相接，末尾没有 LF · lines are joined by LF, with none at the end.

## draw.json

一行规范 JSON 加一个换行 · one line of canonical JSON and one LF.

| 字段 field | 含义 meaning |
|---|---|
| \`format\` | \`suiji-draw-record/2\` |
| \`fingerprint\` | 去掉本字段后整个文件（不含换行）的摘要 · digest of the rest of the file without its LF |
| \`draw.manifest\`, \`draw.digest\` | 抽取清单原文及其摘要，先于随机数公布 · the manifest as text and its digest, public before the randomness |
| \`draw.source\`, \`draw.beacon\`, \`draw.ceremony\` | 随机源：信标的链、轮次、签名；各方的承诺和密数 · chain, round and signature of the beacon; commitments and secrets |
| \`draw.randomness\`, \`draw.seed\` | 随机数、种子 · randomness and seed |
| \`draw.frames[]\` | 抽样框：\`parts[]\` 各部门的事项和户数，根摘要，行数，\`excluded\` 未列入的户数；重抽的还有 \`since\`，即与同一条目上一次抽样框 \`frame\` 相比新增 \`added\`、减少 \`left\`、变动 \`changed\` 的户数（由系统统计，不能验算）；\`strata[]\` 各层行数 \`size\`、应抽 \`quota\`、实抽 \`selected\`、抽中线 \`threshold\` |
| \`draw.inspectors\`, \`draw.experts\` | 人员名录的根摘要和人数 · root and sizes of the lists of people |
| \`draw.peopleSince\` | 重抽的：与同一条目上一批次 \`batch\` 相比，人员名录新增 \`added\`、减少 \`left\` 的人数，以及指派条件有变动的人数 \`changed\`（由系统统计，不能验算） · of a repeat: how many people came, left and are matched otherwise (counted by the system) |
| \`draw.list\` | 名单摘要 \`digest\`、检查组摘要 \`teams\`，先于名单公布；盐 \`salt\` 与名单同时公开 · digests of list and teams, and the salt that comes with the list |
| \`draw.reserves[]\` | 候补：次序、时间、原因、摘要；名单公布后还有替上的是谁 \`added\` · turns: when, why, a digest and, with the list, who was added |
| \`draw.keyChecks[]\` | 凭密钥核对过的机关和结果 · who opened the draw by its key, with which outcome |
| \`list[]\` | 名单，按编号的字节排序：编号、名称、在哪些抽样框抽中、检查组（人员是行名） · by the bytes of the id: frames that drew it, and teams under row names |

清单 · the manifest: \`spec\`、\`batch\`、\`key\`（批次密钥的承诺 · commitment to the key）、\`randomness\`、\`frames[]\`（\`frame\` \`parts[]\` \`root\` \`size\` \`strata[]\`）、\`inspectors\`、\`experts\`、\`matching\`。
\`draw\` 中的同名内容应与清单相同 · the same things in \`draw\` must equal the manifest's.

## frames/*.ndjson

每行 \`{"row":…,"stratum":…}\`：行名、分层（信用类别；\`*\` 表示不分层；人员是部门编码）。行按行名排序，行名的第一个字节就是它的分片（256 片）。
One line per row, sorted by row; the first byte of a row is its shard. The stratum is the credit class, \`*\` where the class decides nothing, of people the department.

## 手工核对 · By hand

\`\`\`sh
jq -cjS 'del(.fingerprint)' draw.json | sha256sum                # = .fingerprint
jq -j .draw.manifest draw.json | sha256sum                       # = .draw.digest
jq -j '[.draw.ceremony.reveals[] | "\\(.party):\\(.secret)"] | sort | join("\\n")' draw.json | sha256sum   # 仪式的随机数 · of a ceremony
jq -j .draw.beacon.signature draw.json | xxd -r -p | sha256sum    # 信标的随机数 · of the beacon
printf 'suiji-draw/2\\n%s\\n%s' DIGEST RANDOMNESS | sha256sum      # = .draw.seed
printf 'suiji-draw/2\\nrow\\n%s\\n%s\\n%s\\n%s' SALT VERSION PLACES ID | sha256sum   # 自查单的行名 · the row of a slip
printf '%s\\nobject\\n%s' SEED ROW | sha256sum                     # 抽签号 · the ticket of a row
jq -j '[.draw.list.salt] + [.list[] | {frames, id} | tojson] | join("\\n")' draw.json | sha256sum            # = .draw.list.digest
jq -j '[.draw.list.salt] + [.list[] | .id as $id | .teams[] | {department, experts, leader, members, objectId: $id}
  | with_entries(select(.value != null)) | tojson] | join("\\n")' draw.json | sha256sum                       # = .draw.list.teams
\`\`\`

随机数 · the randomness: \`ceremony\` = H(各方 \`参与方:密数\` 按字节排序); \`drand\` = H(签名的 48 个字节 · the signature's bytes); \`combined\` = H(drand 的 ‖ LF ‖ 仪式的)。
每方的承诺 = H(密数)，在 \`deadline\` 或之前；密数在其后公开；公证处 \`notary\` 的密数 = H(骰子点数 \`dice\`) · each commitment is H(secret), not later than the deadline, the secret after it; the notary's secret is H of its dice.
签名按 BLS12-381（G1，RFC 9380，标签 \`BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_\`）对“轮次（8 字节大端）的 SHA-256”核验；轮次 r 产生于 1692803367 + 3(r−1) 秒；公钥 · the signature is over SHA-256 of the round as 8 big-endian bytes, under the key of quicknet: \`${quicknet.publicKey}\`

根摘要 · the root of a list:

1. 每行（不含 LF）的叶 = H(0x00 ‖ 行)；结点 = H(0x01 ‖ 左 ‖ 右)，左右是 32 个原始字节 · leaf H(0x00 ‖ line), node H(0x01 ‖ left ‖ right) over raw bytes.
2. 每片的根：RFC 9162 §2.1.1；没有行的片 = H("") · a shard by RFC 9162 §2.1.1; without lines H("").
3. 256 片的根两两相接，经 8 层得到根摘要 · the 256 shard roots, joined in pairs through 8 levels.

一层抽中的 n 行 · the n drawn of a stratum:

\`\`\`sh
jq -r 'select(.stratum == "A").row' frames/FRAME.ndjson | while read -r row; do
  printf '%s %s\\n' "$(printf '%s\\nobject\\n%s' SEED "$row" | sha256sum | cut -c1-64)" "$row"
done | LC_ALL=C sort | head -n QUOTA
\`\`\`

抽签号按文本比较，抽中线 \`threshold\` 是第 n 个 · tickets compare as text, the threshold is the n-th.
名单每一户、每个部门各一组，\`members\` 恰为 \`perDepartment\` 人，都在该部门的名录里，按行名排序；规则写明 \`teamLeader\` 的，组长 \`leader\` 是其中一人 · one team for each object and department, members sorted by row.

## 谁能核对什么 · Who can check what

人人可以核对：各行先于随机数锁定，抽中的正是抽签号最小的各行，名单就是当时封存的那一份，各抽样框抽中的户数不多不少。
Everybody: rows fixed before the randomness, the smallest tickets drawn, the list sealed at the draw, as many names as each frame drew.
持自查单的对象：自己的一行在抽样框里，名单所说的与它的抽签号一致 · with a slip: the own row, and that the list says what its ticket says.
持密钥的监督、审计机关和公证处：每一行是谁，每户只有一行，名单、候补和检查组都是这样得出的 · with the key: who stands behind each row, and that list, turns and teams follow.
之所以如此：编号和信用类别如果公开对应，谁是哪一类就人人皆知 · if codes and classes stood side by side, everybody's class would be public.
`;
