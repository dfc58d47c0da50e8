import * as z from 'zod';
import { drawSpec, type Manifest } from '../draw/one/manifest.ts';

const Text = z.string().min(1);
const Count = z.int().min(0);
const StratumSize = z.strictObject({ stratum: Text, size: Count });

const PeopleFrame = z.strictObject({
  frame: Text,
  department: Text,
  root: Text,
  size: Count,
  strata: z.array(StratumSize),
});

const Ceremony = { parties: z.array(Text), deadline: Text };
const Beacon = { chain: Text, round: z.int().min(1) };

/** The manifest in the form required for any check; other fields would decide nothing and are refused. */
export const ManifestSchema = z.strictObject({
  spec: z.literal(drawSpec),
  batch: Text,
  randomness: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ceremony'), ...Ceremony }),
    z.strictObject({ kind: z.literal('drand'), ...Beacon }),
    z.strictObject({ kind: z.literal('combined'), ...Beacon, ...Ceremony }),
  ]),
  frames: z.array(
    z.strictObject({
      frame: Text,
      department: Text,
      items: z.array(Text),
      root: Text,
      size: Count,
      strata: z.array(StratumSize.extend({ quota: Count })),
    }),
  ),
  inspectors: z.array(PeopleFrame).exactOptional(),
  experts: z.array(PeopleFrame).exactOptional(),
  matching: z
    .strictObject({
      perDepartment: z.int().min(2),
      window: z.strictObject({ from: Text, to: Text }),
      capacity: z.int().min(1).exactOptional(),
      townshipCrossing: z.boolean().exactOptional(),
      teamLeader: z.boolean().exactOptional(),
      evenLoads: z.boolean().exactOptional(),
      previousTeams: Text.exactOptional(),
    })
    .exactOptional(),
}) satisfies z.ZodType<Manifest>;
