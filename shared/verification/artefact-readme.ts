/** What lies beside the published files of a draw, for whoever opens them without us. The shell lines are tested. */
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

规范全文 specification: docs/draw.md（suiji-draw/1）。所有摘要都是 SHA-256，64 位小写十六进制；文本为 UTF-8。
All digests are SHA-256 in lowercase hex, all text is UTF-8.

## draw.json

一行规范 JSON（RFC 8785）加一个换行 · one line of canonical JSON and one LF.

| 字段 field | 含义 meaning |
|---|---|
| \`format\` | \`suiji-draw-record/1\` |
| \`fingerprint\` | 去掉本字段后整个文件（不含换行）的摘要 · digest of the rest of the file without its LF |
| \`draw.number\`, \`title\`, \`window\`, \`status\` | 编号、名称、检查期、状态 · number, title, days of the inspections, state |
| \`draw.manifest\`, \`draw.digest\` | 抽取清单原文及其摘要，先于随机数公布 · the manifest as text and its digest, public before the randomness |
| \`draw.ceremony\` | 各方的承诺和密数，及截止时间 · commitments and secrets of the parties, with the deadlines |
| \`draw.randomness\`, \`draw.seed\` | 随机数、种子 · randomness and seed |
| \`draw.frames[]\` | 每个抽样框：部门、事项、根摘要、行数；\`excluded\` 未列入的户数；\`strata[]\` 各层户数 \`size\`、应抽 \`quota\`、实抽 \`selected\`、抽中线 \`threshold\`（最后一个抽中的抽签号）、候补次数 \`reservesUsed\` |
| \`draw.inspectorFrames[]\` | 检查人员名录的根摘要和人数 · root and size of each department's inspectors |
| \`draw.list\` | 名单摘要 \`digest\`、检查组摘要 \`teams\`、盐 \`salt\`（名单公布时公开） · digests of list and teams, and the salt |
| \`draw.reserves[]\` | 候补：时间、原因、被替换的和替上的对象；轮到而被越过的注明 \`passed\` · reserves called: when, why, for whom, whom; those passed over say why |
| \`draw.teamChanges\`, \`draw.voided\` | 换员次数；作废的类别和时间 · number of team changes; the void, if any |
| \`list[]\` | 名单，按抽签号排序：编号、名称、抽签号、在哪个抽样框哪一层抽中、检查组 · the list in ticket order, with teams |

名单在检查后公示的，公示前没有 \`list\` 和 \`salt\`。Where the list is published after the inspections, both are absent until then.

## frames/*.ndjson

每行 \`{"id":…,"stratum":…,"version":…}\`：编号、分层（信用类别）、名录版本。行按 SHA-256(id) 的第一个字节分为 256 片，片内按 id 的字节排序。
One row per line; 256 shards by the first byte of SHA-256(id), within a shard by the bytes of the id.

## 手工核对 · By hand

\`\`\`sh
jq -cjS 'del(.fingerprint)' draw.json | sha256sum                # = .fingerprint
jq -j .draw.manifest draw.json | sha256sum                       # = .draw.digest
jq -j '[.draw.ceremony.reveals[] | "\\(.party):\\(.secret)"] | sort | join("\\n")' draw.json | sha256sum   # = .draw.randomness
printf 'suiji-draw/1\\n%s\\n%s' DIGEST RANDOMNESS | sha256sum      # = .draw.seed
printf '%s\\nobject\\n%s' SEED ID | sha256sum                      # 抽签号 · the ticket of ID
jq -j '[.draw.list.salt] + [.list[].id] | join("\\n")' draw.json | sha256sum                               # = .draw.list.digest
\`\`\`

一层抽中的 n 户 · the n drawn of a stratum:

\`\`\`sh
jq -r 'select(.stratum == "A").id' frames/FRAME.ndjson | while read -r id; do
  printf '%s %s\\n' "$(printf '%s\\nobject\\n%s' SEED "$id" | sha256sum | cut -c1-64)" "$id"
done | LC_ALL=C sort | head -n QUOTA
\`\`\`
`;
