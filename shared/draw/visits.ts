import type { BatchKey } from './batch-key.ts';
import type { FramePart } from './manifest.ts';
import { placesOf } from './row.ts';
import { compareUtf8 } from './text.ts';
import { byTicket } from './ticket-order.ts';
import { visitTicket } from './tickets.ts';

/** What a frame drew, opened by its book. */
export interface FrameDraw {
  readonly frame: string;
  readonly selected: readonly { readonly id: string; readonly places: string }[];
}

/** What one department checks during a visit, and the frames that asked for it. */
export interface VisitCheck {
  readonly department: string;
  readonly items: readonly string[];
  readonly frames: readonly string[];
}

/** One entry through one door for one object: all departments' items together (进一次门、查多项事). */
export interface DrawnVisit {
  readonly id: string;
  /** Its name and its ticket stay with the key. */
  readonly visit: string;
  readonly ticket: string;
  /** By the bytes of the department's code. */
  readonly checks: readonly VisitCheck[];
}

/** A frame's departments and their items, numbered from 1. */
interface Parts {
  readonly frame: string;
  readonly parts: readonly Pick<FramePart, 'department' | 'items'>[];
}

interface Asked {
  readonly department: string;
  readonly items: readonly string[];
  readonly frame: string;
}

/** Merges what all frames drew by object, in the order of the visit tickets: every part that applies to it comes along. */
export function mergeIntoVisits(
  { seed, key }: { readonly seed: string; readonly key: Pick<BatchKey, 'visitName'> },
  frames: readonly Parts[],
  drawn: readonly FrameDraw[],
): readonly DrawnVisit[] {
  const asked = new Map<string, Asked[]>();
  for (const { frame, parts } of frames) {
    for (const { id, places } of drawn.filter((one) => one.frame === frame).flatMap(({ selected }) => selected)) {
      const own = asked.get(id) ?? [];
      asked.set(id, own);
      for (const part of placesOf(places, parts.length) ?? []) {
        const { department = '', items = [] } = parts[part - 1] ?? {};
        own.push({ department, items, frame });
      }
    }
  }
  return [...asked]
    .map(([id, own]) => {
      const visit = key.visitName(id);
      return { id, visit, ticket: visitTicket(seed, visit), checks: checksOf(own) };
    })
    .sort(byTicket);
}

function checksOf(asked: readonly Asked[]): readonly VisitCheck[] {
  return sortedUnique(asked.map(({ department }) => department)).map((department) => {
    const own = asked.filter((one) => one.department === department);
    return {
      department,
      items: sortedUnique(own.flatMap(({ items }) => items)),
      frames: sortedUnique(own.map(({ frame }) => frame)),
    };
  });
}

const sortedUnique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort(compareUtf8);
