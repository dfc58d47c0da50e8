/**
 * The county that runs this system: what its pages say of whose they are. Places of the site that are not given yet
 * (marks of a government site by 国办发〔2017〕47号 附件《政府网站发展指引》) are not shown.
 */
export interface County {
  /** 睢县; also before the names of departments. */
  readonly name: string;
  /** The first six digits of plan, task and batch numbers. */
  readonly code: string;
  /** 主办单位, and the office that answers for draws. */
  readonly authority: string;
  readonly office: string;
  /** Where a visitor asks or complains. */
  readonly contact: { readonly phone: string; readonly address: string; readonly hours: string };
  /** 政府网站标识码, ICP备案号, 公安备案号 and the address behind 政府网站找错, once they are given. */
  readonly site: {
    readonly code?: string;
    readonly icp?: string;
    readonly police?: string;
    readonly faults?: string;
  };
}

/** The demonstration county: name and code are real, the telephone number cannot be called. */
export const county: County = {
  name: '睢县',
  code: '411422',
  authority: '睢县市场监管领域部门联合“双随机、一公开”监管联席会议',
  office: '联席会议办公室（设在睢县市场监督管理局）',
  contact: {
    phone: '0370-8100000（演示号码）',
    address: '河南省商丘市睢县（演示地址）',
    hours: '工作日 8:30—12:00、14:30—17:30',
  },
  site: {},
};
