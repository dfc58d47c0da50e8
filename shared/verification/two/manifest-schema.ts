import * as z from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { drawSpec, type Manifest } from '../../draw/manifest.ts';

const Text = z.string().min(1);
const Count = z.int().min(0);
const StratumSize = z.strictObject({ stratum: Text, size: Count });
const People = z.strictObject({ root: Text, size: Count, strata: z.array(StratumSize) });
const Ceremony = { parties: z.array(Text), deadline: Text };
const Beacon = { chain: Text, round: z.int().min(1) };

/** The manifest as it must be for anything of it to be checked; what else it says would decide nothing and is refused. */
export const ManifestSchema = z.strictObject({
  spec: z.literal(drawSpec),
  batch: Text,
  key: Text,
  randomness: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ceremony'), ...Ceremony }),
    z.strictObject({ kind: z.literal('drand'), ...Beacon }),
    z.strictObject({ kind: z.literal('combined'), ...Beacon, ...Ceremony }),
  ]),
  frames: z
    .array(
      z.strictObject({
        frame: Text,
        parts: z.array(z.strictObject({ department: Text, items: z.array(Text).min(1), size: Count })).min(1),
        root: Text,
        size: Count,
        strata: z.array(StratumSize.extend({ quota: Count })),
      }),
    )
    .min(1),
  inspectors: People.exactOptional(),
  experts: People.exactOptional(),
  matching: z.strictObject({
    perDepartment: z.int().min(2),
    window: z.strictObject({ from: Text, to: Text }),
    previousTeams: Text,
    capacity: z.int().min(1).exactOptional(),
    townshipCrossing: z.boolean().exactOptional(),
    teamLeader: z.boolean().exactOptional(),
    evenLoads: z.boolean().exactOptional(),
  }),
}) satisfies z.ZodType<Manifest>;

/** The published manifest, or where it is not one. */
export function manifestIn(text: string): Result<Manifest, { readonly where: string }> {
  try {
    const manifest = ManifestSchema.safeParse(JSON.parse(text));
    return manifest.success ? ok(manifest.data) : err({ where: `/${manifest.error.issues[0]?.path.join('/') ?? ''}` });
  } catch (error) {
    if (error instanceof SyntaxError) return err({ where: '' });
    throw error;
  }
}
