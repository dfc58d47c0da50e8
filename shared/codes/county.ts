import { profile } from './county-profile.ts';
import type { Department } from './departments.ts';
import type { DishonestyList } from './dishonesty-lists.ts';

/**
 * The county that runs this system: what its pages say of whose they are. Places of the site that are not given yet
 * (marks of a government site by 国办发〔2017〕47号 附件《政府网站发展指引》) are not shown.
 */
export interface County {
  /** Also before the names of departments. */
  readonly name: string;
  /** The first six digits of plan, task and batch numbers. */
  readonly code: string;
  /** 主办单位, and the office that answers for draws. */
  readonly authority: string;
  readonly office: string;
  /** The county's document that set up the joint meeting and names its departments. */
  readonly document: string;
  /** The department at which the joint meeting's office sits, and the one that administers the system. */
  readonly officeDepartment: Department;
  readonly systemDepartment: Department;
  /** 登记机关: the department that registers market entities and keeps them in the registry of objects. */
  readonly registrarDepartment: Department;
  /** 公安机关, to whom a suspected crime is transferred; where it is none of the departments, transfers are not kept here. */
  readonly policeDepartment?: Department;
  /** 职责表: which department handles objects of an industry, beside those that supervise them, and by which text. */
  readonly competence?: readonly {
    /** A prefix of the industry's code. */
    readonly industry: string;
    readonly department: Department;
    readonly document: string;
    readonly confirm?: string;
  }[];
  /** 免罚清单: for what a first, light violation is not punished, under which conditions, and for how long once only. */
  readonly exemptions?: readonly ExemptionItem[];
  /** Which department brings the files of a list that is decided elsewhere; of a list without one no file is taken. */
  readonly outsideLists?: readonly OutsideList[];
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

/** A list that is decided elsewhere. */
export interface OutsideList {
  readonly list: DishonestyList;
  readonly department: Department;
  /** What a file of it holds: everybody who is on the list on a day, or those that have come since the last one. */
  readonly coverage: 'whole' | 'additions';
  readonly document: string;
  readonly confirm?: string;
}

/** An item of the list, with the document that sets it. */
export interface ExemptionItem {
  readonly code: string;
  readonly name: string;
  readonly basis: string;
  /** All of them have to be there. */
  readonly conditions: readonly string[];
  /** R40: once within so many months, counted from the finding. */
  readonly months: number;
  readonly document: string;
  readonly confirm?: string;
}

export const exemptionItem = (code: string): ExemptionItem | undefined =>
  county.exemptions?.find((item) => item.code === code);

export const outsideList = (list: DishonestyList): OutsideList | undefined =>
  county.outsideLists?.find((each) => each.list === list);

// The profile's texts are checked where it is chosen; its codes are codes of its own departments.
export const county = profile as County;
