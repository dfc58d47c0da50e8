import { compareUtf8 } from '../text.ts';
import { byTicket, type Drawn } from '../ticket-order.ts';

/** What one frame selected, with the department and items it was frozen for. */
export interface FrameSelection {
  readonly frame: string;
  readonly department: string;
  readonly items: readonly string[];
  readonly selected: readonly Drawn[];
}

/** What one department checks during a visit, and the frames that selected it. */
export interface VisitCheck {
  readonly department: string;
  readonly items: readonly string[];
  readonly frames: readonly string[];
}

/** One visit to one object, with all departments' items together (进一次门、查多项事). */
export interface DrawnVisit {
  readonly objectId: string;
  readonly ticket: string;
  readonly checks: readonly VisitCheck[];
}

/** Merges the selections of all frames by object: visits in ticket order, their departments and items sorted. */
export function mergeIntoVisits(selections: readonly FrameSelection[]): readonly DrawnVisit[] {
  const byObject = new Map<string, { readonly drawn: Drawn; readonly asked: FrameSelection[] }>();
  for (const selection of selections) {
    for (const drawn of selection.selected) {
      const visit = byObject.get(drawn.id);
      if (visit) visit.asked.push(selection);
      else byObject.set(drawn.id, { drawn, asked: [selection] });
    }
  }
  return [...byObject.values()]
    .sort((a, b) => byTicket(a.drawn, b.drawn))
    .map(({ drawn, asked }) => ({ objectId: drawn.id, ticket: drawn.ticket, checks: checksOf(asked) }));
}

function checksOf(asked: readonly FrameSelection[]): readonly VisitCheck[] {
  return sortedUnique(asked.map(({ department }) => department)).map((department) => {
    const own = asked.filter((selection) => selection.department === department);
    return {
      department,
      items: sortedUnique(own.flatMap(({ items }) => items)),
      frames: sortedUnique(own.map(({ frame }) => frame)),
    };
  });
}

const sortedUnique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort(compareUtf8);
