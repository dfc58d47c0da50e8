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
  readonly checks: readonly MatchCheck[];
}

export interface MatchItem {
  readonly id: string;
  /** A special qualification that at least one member of the team must hold. */
  readonly qualification?: string;
}

export interface MatchInspector {
  readonly id: string;
  readonly department: string;
  readonly active: boolean;
  readonly certificate: { readonly validFrom: string; readonly validTo: string };
  /** Item ids; `*` alone means every item of the department. */
  readonly itemScope: readonly string[];
  readonly qualifications: readonly string[];
  /** Most visits this inspector may be given; absent when there is no limit. */
  readonly capacity?: number;
}

/** 回避: this inspector may not check this object. */
export interface MatchRecusal {
  readonly inspectorId: string;
  readonly objectId: string;
}

/** Who checked this object last time for this department. */
export interface PreviousTeam {
  readonly objectId: string;
  readonly department: string;
  readonly members: readonly string[];
}

export interface MatchInput {
  readonly seed: string;
  readonly window: InspectionWindow;
  /** Inspectors per visit and participating department: 2 by law, more where a stage asks for it. */
  readonly perDepartment: number;
  readonly visits: readonly MatchVisit[];
  readonly items: readonly MatchItem[];
  readonly inspectors: readonly MatchInspector[];
  readonly recusals: readonly MatchRecusal[];
  readonly previousTeams: readonly PreviousTeam[];
}

/** Why an inspector cannot serve a visit, or not as often as it would take. */
export type Exclusion = 'inactive' | 'certificate' | 'scope' | 'recusal' | 'qualification' | 'capacity';
