import type { Life } from './life.ts';
import type { BatchView, PlanView } from './steps.ts';

/** What has come of the year so far; each scene goes on from it. */
export interface Year {
  life: Life;
  projects: PlanView;
  online: PlanView;
  joint: PlanView;
  /** Its list is published after the inspections. */
  hidden: BatchView;
  farmsDrawn: BatchView;
}
export const year = {} as Year;

export const who = (name: string) => year.life.person(name);

/** The visits of a batch as its lead sees them, all of them. */
export const visitsOf = async (lead: string, batch: BatchView) =>
  (await who(lead).does('listVisits', { query: { batch: batch.id, limit: 100 } })).items;
/** Whether anybody can read the list of a draw. */
export const openTo = async (number: string) =>
  (await year.life.anyone.call('listPublicDrawObjects', { params: { number, part: '0' } })).ok;

/** The farms that are still to be inspected, in the order of the list. */
export const farmVisits = async () =>
  (await visitsOf('nync-admin', year.farmsDrawn)).filter(({ status }) => status === 'dispatched');
export const visitOf = async (department: string, id: string) =>
  who(`${department}-officer1`).does('getVisit', { params: { id } });
/** The member of a team that can sign in. */
export const memberOf = (
  visit: { readonly parts: readonly { department: string; team: readonly { id: string }[] }[] },
  department: string,
) => {
  const team = visit.parts.find((part) => part.department === department)?.team ?? [];
  const name = team.map(({ id }) => /-R00([12])$/.exec(id)?.[1]).find((number) => number !== undefined);
  return name === undefined ? undefined : who(`${department.toLowerCase()}-inspector${name}`);
};
