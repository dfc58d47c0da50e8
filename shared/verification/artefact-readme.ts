import { quicknet } from '../draw/quicknet.ts';

/** The README beside the published files of a draw, for readers without our code. Its shell lines are tested. */
export const artefactReadme = `# 抽取公开文件 · Published files of a draw

| 文件 file | 内容 what it is |
|---|---|
| \`draw.json\` | 抽取记录：清单、随机数、种子、各层结果、名单 · the record: manifest, randomness, seed, results, list |
| \`frames/<抽样框>.ndjson\` | 抽样框（名录），每行一个对象 · one frame, an object per line |
| \`suiji-verify.mjs\` | 核对程序（Node.js ≥ 20，不联网） · the verifier, one file, no network |

\`\`\`sh
node suiji-verify.mjs draw.json                 # 全部核对 · verify everything
node suiji-verify.mjs draw.json --id 编号        # 说明一个对象 · explain one object
\`\`\`

规范 specification: suiji-draw/1。核对所需的全部定义都在本文内；任何语言都能照此另写一个核对程序。
All that a verifier in any language needs is defined here.

\`H(x)\` = SHA-256，64 位小写十六进制 · in lowercase hex. 文本是 UTF-8，不作任何规范化 · text is UTF-8, not normalised. LF = 一个换行字符，\`‖\` = 相接 · joined.
规范 JSON = RFC 8785：键按 UTF-16 码元排序，无空白，只有整数 · keys sorted by UTF-16 units, no blanks, integers only.
多行文本以 LF 相接，末尾没有 LF · lines are joined by LF, with none at the end.

## draw.json

一行规范 JSON（RFC 8785）加一个换行；重新保存过的（BOM、换行符、缩进、字段顺序不同）按内容核对，不算改动。
One line of canonical JSON and one LF; a file saved again in another layout is judged by what it says.

| 字段 field | 含义 meaning |
|---|---|
| \`format\` | \`suiji-draw-record/1\` |
| \`fingerprint\` | 去掉本字段后整个文件（不含换行）的摘要 · digest of the rest of the file without its LF |
| \`draw.number\`, \`title\`, \`window\`, \`status\` | 编号、名称、检查期、状态 · number, title, days of the inspections, state |
| \`draw.manifest\`, \`draw.digest\` | 抽取清单原文及其摘要，先于随机数公布 · the manifest as text and its digest, public before the randomness |
| \`draw.source\`, \`draw.beacon\` | 随机源；公共随机信标的链、轮次、产生时间、签名 · the source; chain, round, time and signature of the public beacon |
| \`draw.ceremony\` | 各方的承诺和密数，及截止时间 · commitments and secrets of the parties, with the deadlines |
| \`draw.randomness\`, \`draw.seed\` | 随机数、种子 · randomness and seed |
| \`draw.frames[]\` | 每个抽样框：部门、事项、根摘要、行数；\`excluded\` 未列入的户数；\`strata[]\` 各层户数 \`size\`、应抽 \`quota\`、实抽 \`selected\`、抽中线 \`threshold\`（最后一个抽中的抽签号）、候补次数 \`reservesUsed\` |
| \`draw.inspectorFrames[]\`, \`draw.expertFrames[]\` | 检查人员、专家名录的根摘要和人数 · root and size of each department's inspectors, and experts |
| \`draw.list\` | 名单摘要 \`digest\`、检查组摘要 \`teams\`、盐 \`salt\`（名单公布时公开） · digests of list and teams, and the salt |
| \`draw.reserves[]\` | 候补：时间、原因、被替换的和替上的对象；轮到而被越过的注明 \`passed\` · reserves called: when, why, for whom, whom; those passed over say why |
| \`draw.teamChanges\`, \`draw.voided\` | 换员次数；作废的类别和时间 · number of team changes; the void, if any |
| \`list[]\` | 名单，按抽签号排序：编号、名称、抽签号、在哪个抽样框哪一层抽中、检查组 · the list in ticket order, with teams |

名单在检查后公示的，公示前没有 \`list\` 和 \`salt\`。Where the list is published after the inspections, both are absent until then.
其余字段（时间、编号、名称）供人阅读；名称、标题、未列入的户数不参与抽签，只由 \`fingerprint\` 保护。
Other fields are for people; names, titles and exclusions decide nothing and are covered by the fingerprint alone.

清单 \`manifest\`（本身是规范 JSON 文本）· the manifest, itself canonical JSON:
\`spec\`、\`batch\`（= \`draw.number\`）、\`randomness\`（随机源）、\`frames[]\`（\`frame\` \`department\` \`items\` \`root\` \`size\` \`strata[]\`：\`stratum\` \`size\` \`quota\`）、\`inspectors[]\`、\`experts[]\`（无 \`items\`、\`quota\`）、\`matching\`（\`perDepartment\` 每部门人数、\`window\` 检查期、\`capacity\` 每人任务上限 …）。
没有的部分不写 · what does not apply is left out. \`draw\` 中的同名内容应与清单相同 · the same things in \`draw\` must equal the manifest's.

## frames/*.ndjson

每行 \`{"id":…,"stratum":…,"version":…}\`：编号、分层（信用类别）、名录版本。行按 SHA-256(id) 的第一个字节分为 256 片，片内按 id 的字节排序。
One row per line; 256 shards by the first byte of SHA-256(id), within a shard by the bytes of the id.
检查人员和专家名录的格式相同，\`stratum\` 是部门编码 · frames of people have the same form, their stratum is the department.

## 手工核对 · By hand

\`\`\`sh
jq -cjS 'del(.fingerprint)' draw.json | sha256sum                # = .fingerprint
jq -j .draw.manifest draw.json | sha256sum                       # = .draw.digest
jq -j '[.draw.ceremony.reveals[] | "\\(.party):\\(.secret)"] | sort | join("\\n")' draw.json | sha256sum   # = .draw.randomness
jq -j .draw.beacon.signature draw.json | xxd -r -p | sha256sum    # 信标的随机数 · the randomness of the beacon
printf 'suiji-draw/1\\n%s\\n%s' DIGEST RANDOMNESS | sha256sum      # = .draw.seed
printf '%s\\nobject\\n%s' SEED ID | sha256sum                      # 抽签号 · the ticket of ID
jq -j '[.draw.list.salt] + [.list[].id] | join("\\n")' draw.json | sha256sum                               # = .draw.list.digest
\`\`\`

按清单的随机源 · by the source in the manifest:

| \`randomness.kind\` | \`draw.randomness\` |
|---|---|
| \`ceremony\` | 上面第三行 · the third line above：\`参与方:密数\` 各成一行，按字节排序。每方的承诺 = H(密数)，在 \`deadline\` 或之前；密数在其后公开 · each commitment is H(secret), made not later than the deadline, the secret after it |
| \`drand\` | H(签名的 48 个字节 · the 48 bytes of the signature)。签名按 BLS12-381（G1，RFC 9380，标签 \`BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_\`）对“轮次（8 字节大端）的 SHA-256”核验；轮次 r 产生于 1692803367 + 3(r−1) 秒；公钥 · over SHA-256 of the round as 8 big-endian bytes, under the key of quicknet: \`${quicknet.publicKey}\` |
| \`combined\` | H(drand 的随机数 ‖ LF ‖ 仪式的随机数) · H(of the beacon ‖ LF ‖ of the ceremony) |

公证处 \`notary\` 的密数 = H(骰子点数 \`dice\`) · the notary's secret is H of its dice.

抽样框的根摘要 · the root of a frame:

1. 每行（不含 LF）的叶 = H(0x00 ‖ 行)；结点 = H(0x01 ‖ 左 ‖ 右)，左右是 32 个原始字节 · leaf H(0x00 ‖ line), node H(0x01 ‖ left ‖ right) over raw bytes.
2. 每片的根：RFC 9162 §2.1.1，n 行在小于 n 的最大 2 的幂处分成左右；没有行的片 = H("") · a shard: split at the largest power of two below n; without lines H("").
3. 256 片的根两两相接，经 8 层得到根摘要 · the 256 shard roots, joined in pairs through 8 levels.
   一户的入框证明：先是片内的路径，再是上面 8 个摘要 · an inclusion proof is the path inside the shard, then the 8 above.

一层抽中的 n 户 · the n drawn of a stratum:

\`\`\`sh
jq -r 'select(.stratum == "A").id' frames/FRAME.ndjson | while read -r id; do
  printf '%s %s\\n' "$(printf '%s\\nobject\\n%s' SEED "$id" | sha256sum | cut -c1-64)" "$id"
done | LC_ALL=C sort | head -n QUOTA
\`\`\`

\`quota\` 不大于 \`size\`；抽中线 \`threshold\` 是第 n 个抽签号；抽签号按文本比较 · tickets compare as text, the threshold is the n-th.
名单 = 各抽样框抽中的对象合在一起，按抽签号排序；\`drawnIn\` 按抽样框的顺序列出 · the list is all drawn objects by ticket.
候补 = 该层接下来的抽签号 · reserves are the next tickets of the stratum, in the order of \`approvedAt\`.

检查组 · the teams: 名单每一户、\`drawnIn\` 涉及的每个部门（按编码排序）各一组，\`members\` 恰为 \`perDepartment\` 人，都在该部门的名录里（规则写明 \`teamLeader\` 的，组长 \`leader\` 是其中一人），按检查号排序：
one for each object and department of exactly that many; members stand in the department's frame, with \`teamLeader\` one leads, in the order of

\`\`\`sh
printf '%s\\nteam\\n%s\\n%s' SEED 对象编号 人员编号 | sha256sum        # 检查号 · team ticket: SEED, object, person
jq -j '[.draw.list.salt] + [.list[] | .id as $id | .teams[] | {department, experts, leader, members, objectId: $id}
  | with_entries(select(.value != null)) | tojson] | join("\\n")' draw.json | sha256sum                       # = .draw.list.teams
\`\`\`

检查组摘要 \`draw.list.teams\` = H(盐与每组一行)；一行 = \`{"department":…,"experts":[…],"leader":…,"members":[…],"objectId":…}\` 的规范 JSON（没有专家或组长的不写）· salt and one line per team.

以上核对不到的 · what cannot be recomputed: 证件、回避、谁更忙等没有公开的事实，和换员的理由 · certificates, recusals and other facts that are not public.
`;
