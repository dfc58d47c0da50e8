import { type Department, departmentCodes, departmentName } from '../codes/departments.ts';

/** A figure that a rule leaves to the county, with the document that sets it. */
export interface Setting<T> {
  readonly value: T;
  readonly document: string;
  /** What the county must still confirm before anyone relies on it. */
  readonly confirm?: string;
  /**
   * What the county may fix: its name, and of a number the least and the most that is sensible, in which unit. A figure
   * without it is the system's own and does not change at run time.
   */
  readonly county?: T extends number
    ? { readonly name: string; readonly least: number; readonly most: number; readonly unit: string }
    : { readonly name: string };
}

/** Of each department, whether it has no login, so that what is sent to it goes as a letter on paper. */
const onPaper = Object.fromEntries(
  departmentCodes.map((code) => [
    `paper${code}`,
    {
      value: false,
      document: '本系统缺省值：各部门均有账号',
      confirm: '由县联席会议办公室核定哪些部门未开通本系统账号',
      county: { name: `${departmentName(code)}未开通账号，以纸质函件往来` },
    },
  ]),
) as Readonly<Record<`paper${Department}`, Setting<boolean> & { readonly county: { readonly name: string } }>>;

/**
 * What is used until the county fixes it. A figure is defined only here, beside its source; what is in force is asked of
 * `settingsAt` (use-cases/setting).
 */
export const settings = {
  ...onPaper,
  /**
   * R9: how many checks, of all departments together, an object may have in a year. A draw excludes an object that has
   * had them, unless the plan entry gives a written reason. Checks on a complaint are always allowed, but count.
   */
  frequencyCap: {
    value: 2,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室依照上级公布的行政检查年度频次上限核定',
    county: { name: '每个对象每年检查次数上限', least: 1, most: 12, unit: '次' },
  },
  /**
   * What a credit class other than the most frequent one may be of those drawn, or of those left, of a frame: above it the
   * list would tell the class, and the frame is refused.
   */
  classShare: {
    value: 5000,
    document: '本系统缺省值：万分之五千',
    confirm: '由县联席会议办公室核定；信用风险分类为内部信息（R57）',
    county: { name: '非最常见信用分类在抽取对象中的最高占比（万分之）', least: 1000, most: 9000, unit: '' },
  },
  /** Whether classes are told to their subjects, by the document named here; otherwise a slip is given only where the class decides nothing. */
  classToSubject: {
    value: false,
    document: '本系统缺省值：未设定',
    confirm: '由县联席会议办公室确认是否有文件规定信用风险分类告知本人',
    county: { name: '有文件规定信用风险分类告知本人' },
  },
  /** R2: inspectors per visit and participating department. */
  inspectorsPerDepartment: {
    value: 2,
    document: '《中华人民共和国行政处罚法》第四十二条',
    county: { name: '每个部门每次检查的执法人员数', least: 2, most: 6, unit: '人' },
  },
  /** Most visits of one inspector in one batch, unless the freeze request sets another; 0 is no limit. */
  inspectorCapacity: {
    value: 0,
    document: '本系统缺省值：不设上限',
    confirm: '由县联席会议办公室依照检查期长短和人员编制核定每人每批次检查户数上限',
    county: { name: '每人每批次检查户数上限（0为不设上限）', least: 0, most: 500, unit: '户' },
  },
  /** Whether inspections cross townships, unless the freeze request sets otherwise. */
  townshipCrossing: {
    value: false,
    document: '本系统缺省值：不要求',
    confirm: '由县联席会议办公室核定是否实行县内跨乡镇（街道）交叉检查',
    county: { name: '跨乡镇（街道）交叉检查' },
  },
  /** Whether every department's team needs a member who may lead it (组长). */
  teamLeader: {
    value: true,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定检查组是否必须有可任组长的人员',
    county: { name: '检查组须有可任组长的人员' },
  },
  /** Whether loads are evened out over the whole department, beyond the order of the draw. */
  evenLoads: {
    value: true,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定',
    county: { name: '在全部门范围内均衡工作量' },
  },
  /**
   * R4: minutes between the publication of a draw's digest and the commitment deadline, so that the public has seen it
   * before any randomness exists. suiji-draw/2 requires this lead for every future source of randomness.
   */
  digestNotice: {
    value: 10,
    document: 'suiji-draw/2：随机源至少于 10 分钟前公布',
    confirm: '由县联席会议办公室核定公布摘要后的公示时长',
    county: { name: '公布摘要至承诺截止的最短时间', least: 10, most: 10_080, unit: '分钟' },
  },
  /**
   * Objects that one request can read in its 29 seconds. A registry estimated to be larger is frozen and drawn shard by
   * shard, and is read for a preview by the job of a rehearsal.
   */
  onePassObjects: { value: 50_000, document: 'docs/scale.md' },
  /**
   * Results (visits × departments) that one request dispatches in its 29 seconds; those of a larger batch are dispatched by
   * the draw process alone.
   */
  resultsInRequest: { value: 20_000, document: 'docs/scale.md' },
  /** Minutes between the deadlines for commitments and for secrets. */
  revealTime: {
    value: 10,
    document: 'suiji-draw/2：随机源至少于 10 分钟前公布',
    confirm: '由县联席会议办公室核定公开密数的时长',
    county: { name: '承诺截止至公开截止的最短时间', least: 10, most: 10_080, unit: '分钟' },
  },
  /**
   * R4: minutes for which fetching a due round of the public beacon must have failed before its draw may be voided: the
   * outcome is fixed from the round's time on, and a void must not be a way out.
   */
  beaconPatience: {
    value: 60,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定公共随机信标失联后的等待时长',
    county: { name: '公共随机信标失联后方可作废的时长', least: 10, most: 1440, unit: '分钟' },
  },
  /** Minutes after the due time of its randomness at which an undispatched batch counts as stuck. */
  drawOverdue: {
    value: 60,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定抽取延误的告警时限',
    county: { name: '抽取延误的告警时限', least: 10, most: 1440, unit: '分钟' },
  },
  /** Days after its check at which an import that nobody has activated is given up, since it holds its registry. */
  importExpiry: {
    value: 7,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定未提交校验、或校验后未生效的导入保留的天数',
    county: { name: '未校验或未生效的导入保留的天数', least: 1, most: 90, unit: '天' },
  },
  /** An item is hot when so many leads on so many objects came in within so many days: a general problem. */
  hotItemLeads: {
    value: 5,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定热点事项的线索件数',
    county: { name: '热点事项的线索件数', least: 2, most: 100, unit: '件' },
  },
  hotItemObjects: {
    value: 3,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定热点事项涉及的对象数',
    county: { name: '热点事项涉及的检查对象数', least: 2, most: 100, unit: '户' },
  },
  hotItemDays: {
    value: 90,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定热点事项的统计天数',
    county: { name: '热点事项的统计天数', least: 7, most: 365, unit: '天' },
  },
  /** Days for which leads about the same subject are looked for before another is registered. */
  duplicateLeadDays: {
    value: 90,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定重复线索的检索天数',
    county: { name: '重复线索的检索天数', least: 1, most: 730, unit: '天' },
  },
  /** R32: months after its publication for which a conclusion may be recognised, where the list names no others. */
  recognitionMonths: {
    value: 3,
    document: '食品安全领域部门间结果互认以三个月为限的做法',
    confirm: '由县联席会议办公室核定食品以外各领域检查结果的互认期限',
    county: { name: '检查结果的互认期限', least: 1, most: 24, unit: '个月' },
  },
  /** R33: working days within which a recognition is looked at again after its source has come under review. */
  reExaminationDays: {
    value: 5,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定互认结果复核的期限',
    county: { name: '互认结果的复核期限', least: 1, most: 30, unit: '个工作日' },
  },
  /**
   * How much one import file may cost to read, so that every lawful one is read in a run's 15 minutes and 512 MB and
   * nothing else begins. Lines: two sheets full of blank ones. Tags: 100,000 rows of 60 columns, read twice, and their
   * texts. Texts: those of 100,000 rows of 60 columns, each another.
   */
  importLines: { value: 2_200_000, document: '本系统缺省值' },
  importTags: { value: 120_000_000, document: '本系统缺省值' },
  importTexts: { value: 6_000_000, document: '本系统缺省值' },
  /** Runs that begin to read one import file; they all died, so the file is given up and its registry free again. */
  importRuns: { value: 5, document: '本系统缺省值' },
  /** Plans of one department that are being written at a time. */
  planDrafts: { value: 40, document: '本系统缺省值', confirm: '由县联席会议办公室核定' },
  /** Previews, and comparisons of rehearsals, of one person and one department in an hour: each reads the whole registry. */
  readingsOfPerson: { value: 60, document: '本系统缺省值' },
  readingsOfDepartment: { value: 200, document: '本系统缺省值' },
  /** R48: subjects that one person looks up in the lists in an hour, one at a time. */
  lookupsOfPerson: {
    value: 60,
    document: '本系统缺省值',
    confirm: '由县社会信用主管部门核定',
    county: { name: '一人一小时可以核查的主体', least: 1, most: 500, unit: '户' },
  },
  /** R64: from which rise of a subject's score within a month, or worsening of its class, its department is told. */
  creditRisePoints: {
    value: 150,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定',
    county: { name: '信用风险预警的月度升分', least: 1, most: 1000, unit: '分' },
  },
  creditRiseClasses: {
    value: 2,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定',
    county: { name: '信用风险预警的月度降级', least: 1, most: 3, unit: '级' },
  },
  /** R53: whoever has looked a subject up within so many days is told when the entry that answered is revoked. */
  revocationNotice: {
    value: 90,
    document: '本系统缺省值',
    confirm: '由县社会信用主管部门核定',
    county: { name: '名单条目撤销时通知多少日内的核查单位', least: 1, most: 1095, unit: '日' },
  },
  /** Rehearsals of one person, and of one department, that run at a time: each takes a function for minutes. */
  rehearsalsOfPerson: { value: 2, document: '本系统缺省值' },
  rehearsalsOfDepartment: { value: 5, document: '本系统缺省值' },
  /** How many attempts start automatically for one batch before it is left to a person. */
  drawAttempts: { value: 12, document: '本系统缺省值' },
  /** R4: minutes for which a failed attempt counts as current, so that an old outage does not justify a void. */
  beaconRetry: {
    value: 10,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定',
    county: { name: '公共随机信标最近一次取用失败的有效时长', least: 1, most: 60, unit: '分钟' },
  },
} as const satisfies Readonly<Record<string, Setting<number | boolean>>>;
