import type { Lead } from '../../domain/lead/lead.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Records } from '../ports/records.ts';

/** The visits to which the orders of a lead have led, the earliest order first. */
export async function leadVisits(records: Records, { id, checkOrders = [] }: Lead): Promise<readonly Visit[]> {
  const orders = await Promise.all(checkOrders.map((order) => records.find('check-order', order)));
  const visitIds = orders.flatMap((order) => order?.value.visitId ?? []);
  const visits = await Promise.all(visitIds.map((visit) => records.find('visit', visit)));
  return visits.map((visit, at) => {
    if (!visit) throw new Error(`lead ${id} has no visit ${visitIds[at]}`);
    return visit.value;
  });
}
