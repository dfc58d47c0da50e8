import type { MatchInspector } from '../draw/match-input.ts';
import type { Inspector } from './registry.ts';

/** An inspector as the matching sees one. */
export const matchInspectorOf = ({
  id,
  department,
  status,
  certificate,
  itemScope,
  qualifications,
}: Inspector): MatchInspector => ({
  id,
  department,
  active: status === '有效',
  certificate: { validFrom: certificate.validFrom, validTo: certificate.validTo },
  itemScope,
  qualifications,
});
