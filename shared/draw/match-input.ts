/** The days on which the inspections may take place, both included, `YYYY-MM-DD`. */
export interface InspectionWindow {
  readonly from: string;
  readonly to: string;
}

/** What one department has to check during a visit. */
export interface MatchCheck {
  readonly department: string;
  readonly items: readonly string[];
}

export interface MatchVisit {
  readonly objectId: string;
  /** The object's township; matters only where inspections cross townships. */
  readonly township?: string;
  readonly checks: readonly MatchCheck[];
}

export interface MatchItem {
  readonly id: string;
  /** A special qualification that at least one member of the team must hold. */
  readonly qualification?: string;
  /** A field of expertise: an expert of it accompanies the team. */
  readonly expertise?: string;
  /** Without that expert there is no inspection; otherwise the visit only records that none was available. */
  readonly expertRequired?: boolean;
}

export interface MatchInspector {
  readonly id: string;
  readonly department: string;
  readonly active: boolean;
  readonly certificate: { readonly validFrom: string; readonly validTo: string };
  /** Item ids; `*` alone means every item of the department. */
  readonly itemScope: readonly string[];
  readonly qualifications: readonly string[];
  /** Most visits of this inspector; absent when there is no limit. */
  readonly capacity?: number;
  /** The township of the station (所) where this inspector works; absent for all others. */
  readonly station?: string;
  /** False for inspectors who may not lead a team (组长). */
  readonly mayLead?: boolean;
}

/** 专家: accompanies the team and never counts among the inspectors. */
export interface MatchExpert {
  readonly id: string;
  readonly department: string;
  readonly active: boolean;
  /** The last day of the appointment; absent when it has no end. */
  readonly validTo?: string;
  readonly fields: readonly string[];
  /** Objects this expert is recused from. */
  readonly recusedFrom?: readonly string[];
}

/** 回避: this inspector may not check this object. */
export interface MatchRecusal {
  readonly inspectorId: string;
  readonly objectId: string;
}

/** The inspectors who checked this object last time for this department. */
export interface PreviousTeam {
  readonly objectId: string;
  readonly department: string;
  readonly members: readonly string[];
}

export interface MatchInput {
  readonly seed: string;
  /** What puts the visits in order; the object ticket where it is absent. */
  readonly visitTicket?: (seed: string, visit: string) => string;
  readonly window: InspectionWindow;
  /** Inspectors per visit and participating department: 2 by law, more if a stage is set so. */
  readonly perDepartment: number;
  readonly visits: readonly MatchVisit[];
  readonly items: readonly MatchItem[];
  readonly inspectors: readonly MatchInspector[];
  readonly recusals: readonly MatchRecusal[];
  readonly previousTeams: readonly PreviousTeam[];
  readonly experts?: readonly MatchExpert[];
  /** 县内跨乡镇（街道）交叉检查: an inspector at a township's station checks no object of that township. */
  readonly townshipCrossing?: boolean;
  /** Every team has a member who may lead it. */
  readonly teamLeader?: boolean;
  /** Loads are evened out as far as the constraints allow, not only after a rearrangement. */
  readonly evenLoads?: boolean;
}

/** Why an inspector cannot serve a visit, or not as often as needed. */
export type Exclusion =
  | 'inactive'
  | 'certificate'
  | 'scope'
  | 'recusal'
  | 'township'
  | 'qualification'
  | 'leader'
  | 'capacity';
