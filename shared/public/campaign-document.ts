import * as z from 'zod';
import { Instant } from '../base/primitives.ts';
import { Campaign } from '../domain/campaign/campaign.ts';

/** A campaign as the public reads it, with the names of its items. It says nothing of the problem, nor of a lead. */
export const CampaignDocument = z.object({
  id: Campaign.shape.id,
  number: Campaign.shape.number,
  department: Campaign.shape.department,
  participants: Campaign.shape.participants,
  title: Campaign.shape.title,
  basis: Campaign.shape.basis,
  higherLevel: Campaign.shape.higherLevel,
  departments: Campaign.shape.departments,
  filter: Campaign.shape.filter,
  ratio: Campaign.shape.ratio,
  window: Campaign.shape.window,
  method: Campaign.shape.method,
  listPublicity: Campaign.shape.listPublicity,
  publishedAt: Instant,
  items: z.array(z.object({ id: z.string(), version: z.int(), name: z.string(), department: z.string() })),
  /** Summed up. */
  closedAt: Instant.optional(),
  cancelledAt: Instant.optional(),
});
export type CampaignDocument = z.infer<typeof CampaignDocument>;
