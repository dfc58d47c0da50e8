import { formatChineseDate, formatChineseTime } from '../calendar/local-date.ts';
import { departmentName, isDepartment } from '../codes/departments.ts';
import type { Failure, FailureKind } from './failures.ts';
import { recordNames } from './record-names.ts';

type Words = { readonly [K in FailureKind]: readonly [title: string, detail: (failure: Failure<K>) => string] };

function openImportText({ registry, department, by, fileName, since }: Failure<'import-open'>): string {
  const whose = isDepartment(department) ? departmentName(department) : department;
  const when = since === '' ? '' : `自${formatChineseTime(new Date(since))}起`;
  if (registry === 'classes')
    return `信用风险分类文件“${fileName}”（由${by}登记）${when}待生效，所涉对象请待其生效或放弃后再办理。`;
  return `${whose}的${nameOf(registry)}名录${when}正由${by}导入（文件“${fileName}”），请待其生效或放弃后再办理。`;
}

/** The title and text that people see for every failure. */
const words: Words = {
  unauthenticated: ['尚未登录', () => '请先登录；登录已过期的，请重新登录。'],
  forbidden: ['没有权限', ({ operation }) => `您的角色不能办理此项业务（${operation}）。`],
  'mfa-required': ['需要二次验证', () => '办理写入类业务须先完成双因素认证，请重新登录并完成二次验证。'],
  'foreign-department': [
    '应由其他部门办理',
    ({ entity, id, reason }) =>
      reason === undefined
        ? `${nameOf(entity)} ${id} 不属于本部门，也未向本部门共享。`
        : `${nameOf(entity)} ${id} ${reason}。`,
  ],
  'repeat-needs-consent': [
    '再次重抽须经召集人同意',
    ({ entry, batch, repeats }) =>
      `“${entry}”本年度已重抽 ${repeats} 次，再次重抽须由联席会议召集人先对已作废的批次 ${batch} 表示同意。`,
  ],
  'needs-second-person': [
    '须经他人同意',
    ({ entity, id, effect, taken, isNew }) => {
      const row = `${nameOf(entity)} ${id}`;
      const way = isNew
        ? `请先以“失效”状态登记${row}，再提出名录变更申请改为“有效”；或以文件导入，由另一人批准生效`
        : `请对${row} 提出名录变更申请，经有关部门或本部门另一人同意后生效`;
      return `此项改动${effect}（${taken}），不能由一人直接办理；${way}。`;
    },
  ],
  'same-person': ['须由他人办理', ({ act }) => `${act}与前一环节不得为同一人，请由另一名人员办理。`],
  'invalid-input': ['填报内容有误', ({ errors }) => `共有 ${errors.length} 处需要改正，见 errors。`],
  'malformed-json': ['请求不是有效的 JSON', () => '请检查请求正文的 JSON 格式。'],
  'unsupported-media-type': ['不支持的内容类型', ({ expected }) => `请求正文应为 ${expected}。`],
  'body-too-large': ['请求过大', ({ limitBytes }) => `请求正文不得超过 ${Math.floor(limitBytes / 1024)} KB。`],
  'version-required': ['缺少版本号', () => '修改记录须在 If-Match 头中注明所见版本，如 "3"。'],
  'idempotency-key-required': [
    '缺少幂等键',
    () => '新建类请求须带 Idempotency-Key 头（8 至 64 位字母、数字或连字符）。',
  ],
  'idempotency-key-reused': ['幂等键重复', ({ key }) => `幂等键 ${key} 已用于内容不同的请求，请换用新的幂等键。`],
  'request-in-progress': [
    '请求正在处理',
    ({ retryAfterSeconds }) => `相同的请求正在处理，请在 ${retryAfterSeconds} 秒后重试。`,
  ],
  'invalid-cursor': ['翻页标记无效', () => '请从第一页重新查询。'],
  'too-many-requests': ['请求过于频繁', () => '请稍后重试。'],
  'request-blocked': ['请求被拦截', () => '请求未通过安全检查，或来源地址不在允许范围内。'],
  'operation-not-found': ['没有此接口', ({ method, path }) => `${method} ${path} 不存在。`],
  'not-found': ['记录不存在', ({ entity, id }) => `没有编号为 ${id} 的${nameOf(entity)}。`],
  'already-exists': ['记录已存在', ({ entity, id }) => `编号为 ${id} 的${nameOf(entity)}已存在。`],
  'stale-version': ['记录已被他人修改', ({ entity, id }) => `${nameOf(entity)} ${id} 已有新版本，请刷新后再办理。`],
  'illegal-transition': [
    '当前状态不能办理',
    ({ entity, from, event }) => `${nameOf(entity)}处于“${from}”状态，不能“${event}”。`,
  ],
  'not-ready': ['条件未满足', ({ reason }) => reason],
  'basis-required': ['缺少法律依据', () => '不予共享应写明法律、行政法规依据。'],
  'purpose-exceeded': ['超出用途', () => '本次使用超出申请的用途，或目的记录不存在、已关闭。'],
  'import-open': ['正在导入', openImportText],
  'import-drawn-from': [
    '已用于抽取',
    ({ batch }) => `导入生效后，抽取批次 ${batch} 已冻结并读取了名录，不能整体撤销；请逐条更正，或导入更正后的文件。`,
  ],
  'file-too-large': ['文件过大', ({ limitBytes }) => `文件不得超过 ${sizeText(limitBytes)}。`],
  'import-has-errors': [
    '导入文件有误',
    ({ rows }) => `有 ${rows} 行未通过校验，请改正后重新导入，或注明只导入合格行。`,
  ],
  'kept-by-another': [
    '已由其他部门维护',
    ({ id, department, takeOver }) =>
      `检查对象 ${id} 已在名录中，共用信息由${departmentName(department)}维护。本部门也监管的，请加入监管（PUT /objects/${id}/supervision），登记本部门的编号、联系人和标签。${
        takeOver ? `市场主体由登记机关维护，也可以接管（POST /objects/${id}/take-over）。` : ''
      }`,
  ],
  'too-many-tags': [
    '标签过多',
    ({ limit, joined }) =>
      joined
        ? `合并后${departmentName(joined.department)}的标签有 ${joined.count} 个，一条记录最多 ${limit} 个；标签一个都不会自动舍去，请${departmentName(joined.department)}先去掉一些。`
        : `一条记录最多有 ${limit} 个标签，请先去掉一些。`,
  ],
  'allowance-spent': [
    '本小时的次数已用完',
    ({ limit, whose, retryAfterSeconds }) =>
      `预览和演练比对要读取全部名录，${whose === 'person' ? '每人' : '每个部门'}每小时最多 ${limit} 次，请在 ${Math.ceil(retryAfterSeconds / 60)} 分钟后再试。`,
  ],
  'too-many-drafts': [
    '编制中的计划过多',
    ({ limit }) => `一个部门同时编制的计划最多 ${limit} 份，请先报送其中一些，或改用已有的草稿。`,
  ],
  'too-many-rehearsals': [
    '进行中的演练过多',
    ({ limit, whose }) =>
      `${whose === 'person' ? '每人' : '每个部门'}同时进行的演练最多 ${limit} 项，请等其中一项完成后再试。`,
  ],
  'ratio-above-cap': [
    '超过抽查比例上限',
    ({ item, ratio, cap }) => `事项 ${item} 的抽查比例 ${ratio / 100}% 超过上限 ${cap / 100}%。`,
  ],
  'unknown-reference': ['引用的记录不存在', ({ entity, id }) => `没有可用的${nameOf(entity)} ${id}。`],
  'empty-frame': ['没有可抽取的对象', ({ frame }) => `${frame} 没有符合条件的检查对象。`],
  'class-would-show': [
    '名单会暴露信用分类',
    ({ frame, among, stratum, count, of }) =>
      `${frame}${among === 'drawn' ? '抽中' : '未抽中'}的 ${of} 户中有 ${count} 户同为 ${stratum} 类，名单一公布就等于公布了分类；请对各类采用相同比例，或调整数量后再冻结。`,
  ],
  'class-without-chance': [
    '有类别不会被抽中',
    ({ classes }) => `抽查范围内的每一类对象都应有被抽中的可能：${classes.join('、')} 类的抽取数量为零。`,
  ],
  'key-lost': [
    '批次密钥已丢失',
    ({ batch }) => `批次 ${batch} 的密钥无法打开；公众核对不受影响，其余各步不能再办理，请作废后重新抽取。`,
  ],
  'duplicate-object': ['检查对象重复', ({ id }) => `检查对象 ${id} 在抽样框中出现两次，抽取中止。`],
  'process-running': [
    '抽取流程正在运行',
    ({ attempt }) => `该批次的抽取流程（第 ${attempt} 次）正在运行，到时自动抽取，无须重新启动。`,
  ],
  'ceremony-incomplete': [
    '随机源尚不完整',
    ({ missing }) => `以下参与方尚未完成：${missing.map(partyName).join('、')}。`,
  ],
  'ceremony-closed': ['已过截止时间', ({ at }) => `提交已于${timeText(at)}截止。`],
  'ceremony-open': ['未到公开时间', ({ until }) => `承诺提交阶段于${timeText(until)}结束，此前不得公开密数。`],
  'secret-mismatch': ['密数与承诺不符', ({ party }) => `${partyName(party)}公开的密数与其承诺的摘要不符。`],
  'beacon-too-early': ['未到公共随机数时间', ({ at }) => `该轮公共随机数于${timeText(at)}产生，此前不能取用。`],
  'beacon-passed': [
    '已过公共随机数时间',
    ({ at }) => `该轮公共随机数已于${timeText(at)}产生，抽取结果已经确定，不能再改用其他随机源。`,
  ],
  'beacon-unavailable': [
    '等待公共随机数',
    ({ round, since }) => `自${timeText(since)}起未能取得第 ${round} 轮公共随机数，请稍后再取，或人工录入该轮签名。`,
  ],
  'beacon-invalid': [
    '公共随机数签名无效',
    ({ round, reason }) => `录入的签名不是第 ${round} 轮公共随机数的签名（${beaconWords[reason] ?? reason}）。`,
  ],
  'no-lawful-team': [
    '无法组成合法检查组',
    ({ department, missing, reason }) => `${partyName(department)}尚缺 ${missing} 人次：${reason}`,
  ],
  'split-required': ['投诉与举报应分开', () => '同一来件既有投诉又有举报，应分别登记、分别计时'],
  'receiver-required': ['缺少移交的部门', () => '不属于本部门职责的，应写明移交的部门'],
  'informant-exposed': ['泄露举报投诉人', () => '内容中含有举报投诉人的姓名或电话，请删去'],
  'wrong-handler': [
    '应由其他部门处理',
    ({ handler }) =>
      `依照无证无照经营查处办法，该情形由其他部门处理${handler === '' ? '' : `（${partyName(handler)}）`}`,
  ],
  'lead-required': ['缺少线索', () => '个案检查必须依据线索或企业申请：请先登记线索'],
  'campaign-not-random': [
    '专项检查不是随机抽查',
    ({ lacks }) => `专项检查应以随机抽查方式进行，不得全覆盖；请设定抽查比例和依据（${campaignLacks[lacks]}）`,
  ],
  'check-not-approved': [
    '检查尚未批准',
    ({ status }) => `检查尚未经部门负责人批准（${status}）；紧急情况请选择紧急事由，先行检查后补办`,
  ],
  'answer-owed': ['尚未告知或反馈', () => '尚有应当告知或反馈的事项未完成'],
  'follow-up-missing': [
    '缺少后续处置',
    ({ items }) => `发现问题的事项应有后续处置措施，或免罚清单依据：${items.join('、')}`,
  ],
  'receiver-not-competent': [
    '接收部门不当',
    ({ competent }) =>
      `接收部门不是该对象或事项的审批、主管部门；可以接收的：${competent.map(departmentName).join('、') || '无'}`,
  ],
  'trust-limit': [
    '超出观察期范围',
    ({ reason }) => `包容审慎观察期不得超过 24 个月，且不适用于安全、健康、环境事项：${reason}。`,
  ],
  'already-exempted': [
    '已适用过免罚',
    ({ listItem, department, foundOn, document }) =>
      `该对象对该清单事项（${listItem}）已适用过免罚：${departmentName(department)}${formatChineseDate(foundOn)}检查发现，${document}。`,
  ],
  'penalty-instead-of-transfer': ['不得以罚代移', () => '涉嫌犯罪的，不得以行政处罚代替移送。'],
  'purpose-required': [
    '缺少用途或项目',
    ({ missing }) => `信用核查须写明用途和项目，且一次只查一个主体：缺少${missing}。`,
  ],
  'evaluation-lookup-required': [
    '须在评审时再次核查',
    ({ evaluatedOn }) => `政府采购以评审时的查询结果为准，请在评审时（${formatChineseDate(evaluatedOn)}）再次核查。`,
  ],
  'measure-not-in-list': ['惩戒措施不在清单内', () => '该惩戒措施不在现行清单内，或名单、领域、日期不符。'],
  'class-not-editable': [
    '信用风险分类不得手工修改',
    ({ id }) =>
      `信用风险分类不得手工修改，请更正其来源。检查对象 ${id} 的分类只由按月的分类文件更新（由联席会议办公室登记，另一人批准生效）。`,
  ],
  'class-not-a-ground': ['分类不作为依据', () => '信用风险分类不作为惩戒、拒绝的依据。'],
  'not-supported': ['不支持的主体', () => '本系统不对自然人及关联主体实施惩戒。'],
  'notice-missing': ['列入前未书面告知', () => '列入前应书面告知事实、理由、依据、措施和权利'],
  contested: ['异议处理中', () => '该结果正在异议处理中，不得引用或据以列入'],
  'term-required': [
    '责令改正缺少期限或者复查',
    () => '责令改正应写明立即改正或改正期限；改正结果须由两名执法人员复查。',
  ],
  'follow-ups-open': [
    '尚有未办结的后续处置',
    ({ numbers }) =>
      `尚有未办结的后续处置，须先办结：${numbers.slice(0, 20).join('、')}${numbers.length > 20 ? '等' : ''}`,
  ],
  'already-decided': ['争议已裁定', () => '职责争议已裁定，不得再次退回'],
  'closing-incomplete': ['办结材料不全', ({ errors }) => `办结材料不全，还缺 ${errors.length} 项，见 errors。`],
  'withheld-without-basis': ['缺少不予公开的依据', () => '申请不予公开须注明法定依据和理由。'],
  'uncertified-recorder': ['不能录入检查结果', ({ reason }) => reason],
  'result-incomplete': ['检查结果不完整', ({ errors }) => `还有 ${errors.length} 处须补充，见 errors。`],
  'unlawful-presence': [
    '到场人员不符合执法条件',
    ({ errors }) => `${errors.map(({ message }) => message).join('；')}。`,
  ],
  'result-too-large': [
    '检查结果内容过多',
    ({ limitBytes }) =>
      `一份检查结果连同证据清单不得超过 ${Math.floor(limitBytes / 1024)} KB，请精简情况说明，详情作为证据上传。`,
  ],
  'visit-under-inspection': [
    '已有部门开始检查',
    ({ departments }) => `${departments.map(partyName).join('、')}已录入检查情况，不能再登记为未实施检查。`,
  ],
  'recognition-expired': [
    '互认期限已过',
    ({ lastDay }) => `该检查结果已超过互认期限（${formatChineseDate(lastDay)}止）。`,
  ],
  'too-early': ['未达最短期限', ({ earliest }) => `未达最短公示期限，最早可于${formatChineseDate(earliest)}申请。`],
  'source-under-review': [
    '结果不可引用',
    ({ documentNumber }) => `被引用的结果（${documentNumber}）正在更正、异议处理中或已撤下。`,
  ],
  'evidence-limit': ['证据过多', ({ limit }) => `一份检查结果最多附 ${limit} 件证据。`],
  'evidence-not-uploaded': ['证据尚未上传', ({ id }) => `证据 ${id} 的文件尚未上传，请先上传再确认。`],
  'evidence-mismatch': [
    '证据文件不符',
    ({ id, found }) => `证据 ${id} 上传的文件与登记的不一致（${found}），请重新上传。`,
  ],
  'evidence-cited': [
    '证据已被引用',
    ({ id, items }) => `证据 ${id} 已被事项 ${items.join('、')} 引用，请先在检查结果中取消引用并保存。`,
  ],
  busy: [
    '系统繁忙',
    ({ retryAfterSeconds }) => `系统繁忙，未能确认办理结果，请在 ${retryAfterSeconds} 秒后重试；重试不会重复办理。`,
  ],
  'file-unusable': [
    '文件缺失或损坏',
    () => '办理此事所需的文件缺失或已损坏，系统已记录并告警，请联系管理员；其他事项照常办理。',
  ],
  'internal-error': ['系统故障', () => '系统暂时无法办理，请稍后重试；多次失败请联系管理员。'],
};

const campaignLacks: Readonly<Record<Failure<'campaign-not-random'>['lacks'], string>> = {
  ratio: '一般检查事项的抽查比例应低于100%',
  basis: '缺少依据文件',
  leads: '应关联本部门的线索，或者写明上级部署的文件',
};
const beaconWords: Readonly<Record<string, string>> = {
  'malformed-signature': '应为 96 位小写十六进制字符',
  'not-a-group-element': '不是曲线群中的点',
  'signature-differs': '与该轮次和公钥不符',
};

/** The name of a department by its code, alone or prefixed by the county code as in a ceremony; or the notary's. */
function partyName(party: string): string {
  if (party === 'notary') return '公证处';
  const code = party.split('-').at(-1) ?? party;
  return isDepartment(code) ? departmentName(code) : party;
}

const timeText = (instant: string): string => formatChineseTime(new Date(instant));

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${bytes} 字节` : `${Math.floor(bytes / 1024 / 1024)} MB`;

const names: Readonly<Record<string, string>> = recordNames;
const nameOf = (entity: string): string => names[entity] ?? entity;

/** A failure in words for people: a short title, and a sentence on what happened and what to do. */
export function wordsOf(failure: Failure): { readonly title: string; readonly detail: string } {
  // The words are keyed by kind, so entry and failure agree; TypeScript cannot follow that through the union.
  const [title, detail] = words[failure.kind] as unknown as Words['not-found'];
  return { title, detail: detail(failure as unknown as Failure<'not-found'>) };
}
