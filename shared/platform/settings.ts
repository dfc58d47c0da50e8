/** A figure that a rule leaves to the county, with the document that sets it. */
export interface Setting<T> {
  readonly value: T;
  readonly document: string;
  /** What the county must still confirm before anyone relies on it. */
  readonly confirm?: string;
}

/** What the county may configure. A figure is defined only here, beside its source. */
export const settings = {
  /**
   * R9: how many checks, of all departments together, an object may have in a year. A draw excludes an object that has
   * had them, unless the plan entry gives a written reason. Checks on a complaint are always allowed, but count.
   */
  frequencyCap: {
    value: 2,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室依照上级公布的行政检查年度频次上限核定',
  },
  /** R2: inspectors per visit and participating department. */
  inspectorsPerDepartment: { value: 2, document: '《中华人民共和国行政处罚法》第四十二条' },
  /** Most visits of one inspector in one batch, unless the freeze request sets another; 0 is no limit. */
  inspectorCapacity: {
    value: 0,
    document: '本系统缺省值：不设上限',
    confirm: '由县联席会议办公室依照检查期长短和人员编制核定每人每批次检查户数上限',
  },
  /** Whether inspections cross townships, unless the freeze request sets otherwise. */
  townshipCrossing: {
    value: false,
    document: '本系统缺省值：不要求',
    confirm: '由县联席会议办公室核定是否实行县内跨乡镇（街道）交叉检查',
  },
  /** Whether every department's team needs a member who may lead it (组长). */
  teamLeader: {
    value: true,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定检查组是否必须有可任组长的人员',
  },
  /** Whether loads are evened out over the whole department, beyond the order of the draw. */
  evenLoads: { value: true, document: '本系统缺省值', confirm: '由县联席会议办公室核定' },
  /**
   * R4: minutes between the publication of a draw's digest and the commitment deadline, so that the public has seen it
   * before any randomness exists. suiji-draw/1 requires this lead for every future source of randomness.
   */
  digestNotice: {
    value: 10,
    document: 'suiji-draw/1：随机源至少于 10 分钟前公布',
    confirm: '由县联席会议办公室核定公布摘要后的公示时长',
  },
  /**
   * Objects that one request can freeze in its 29 seconds; a registry estimated to be larger is frozen and drawn shard
   * by shard.
   */
  onePassObjects: { value: 200_000, document: 'docs/scale.md' },
  /** Minutes between the deadlines for commitments and for secrets. */
  revealTime: {
    value: 10,
    document: 'suiji-draw/1：随机源至少于 10 分钟前公布',
    confirm: '由县联席会议办公室核定公开密数的时长',
  },
  /**
   * R4: minutes for which fetching a due round of the public beacon must have failed before its draw may be voided: the
   * outcome is fixed from the round's time on, and a void must not be a way out.
   */
  beaconPatience: {
    value: 60,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定公共随机信标失联后的等待时长',
  },
  /** Minutes after the due time of its randomness at which an undispatched batch counts as stuck. */
  drawOverdue: {
    value: 60,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定抽取延误的告警时限',
  },
  /** Days after its check at which an import that nobody has activated is given up, since it holds its registry. */
  importExpiry: {
    value: 7,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定校验后未生效的导入保留的天数',
  },
  /** Days for which leads about the same subject are looked for before another is registered. */
  duplicateLeadDays: {
    value: 90,
    document: '本系统缺省值',
    confirm: '由县联席会议办公室核定重复线索的检索天数',
  },
  /** How many attempts start automatically for one batch before it is left to a person. */
  drawAttempts: { value: 12, document: '本系统缺省值' },
  /** R4: minutes for which a failed attempt counts as current, so that an old outage does not justify a void. */
  beaconRetry: { value: 10, document: '本系统缺省值', confirm: '由县联席会议办公室核定' },
} as const satisfies Readonly<Record<string, Setting<number | boolean>>>;
