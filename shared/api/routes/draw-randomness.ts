import * as z from 'zod';
import { DepartmentCode, LineText, Sha256Hex, StatedInstant } from '../../base/primitives.ts';
import { moveReasons } from '../../codes/draws.ts';
import { BeaconSignature, Dice, randomnessSources } from '../../domain/batch/randomness.ts';
import { officeAlone, ownAdminOrOffice, ownOfficers } from '../policies.ts';
import { act } from './draw-views.ts';

const parties = z.array(DepartmentCode).min(2).max(27);
const revealFailures = [
  'invalid-input',
  'ceremony-open',
  'ceremony-incomplete',
  'ceremony-closed',
  'secret-mismatch',
] as const;

/**
 * Commitment and randomness: a ceremony of departments, perhaps with a notary, the public beacon, or both. A party of the
 * ceremony speaks for its own department only; a notary has no account, so the joint meeting's office records what it was
 * handed.
 */
export const randomnessRoutes = {
  commitBatch: {
    ...act(
      'commit',
      { zh: '公布摘要和随机源', en: 'Publish manifest, digest and the source of randomness to come' },
      ownAdminOrOffice,
      ['invalid-input'],
    ),
    body: z.strictObject({
      /** Beacon and ceremony together where nothing is said. */
      source: z.enum(randomnessSources).optional(),
      parties: parties.optional(),
      notaryOffice: LineText.optional(),
      /** Why the parties alone bring the randomness, where they do. */
      reason: LineText.optional(),
      commitBy: StatedInstant.optional(),
      revealBy: StatedInstant.optional(),
      /** When the beacon's round should be made; as soon as allowed where nothing is said. */
      drawAt: StatedInstant.optional(),
    }),
    ifMatch: true,
  },
  moveToCeremony: {
    ...act(
      'ceremony',
      { zh: '改由仪式产生随机数', en: 'Replace the beacon by a ceremony, before its round is made' },
      ownAdminOrOffice,
      ['invalid-input', 'not-ready', 'beacon-passed'],
    ),
    body: z.strictObject({
      reason: z.enum(moveReasons),
      parties,
      notaryOffice: LineText.optional(),
      commitBy: StatedInstant,
      revealBy: StatedInstant,
    }),
    ifMatch: true,
  },
  submitCommitment: {
    ...act('commitments', { zh: '提交密数承诺', en: 'Publish the commitment H(secret) of a party' }, ownOfficers, [
      'invalid-input',
      'not-ready',
      'ceremony-closed',
    ]),
    body: z.strictObject({ commitment: Sha256Hex }),
  },
  revealSecret: {
    ...act('secrets', { zh: '公开密数', en: 'Publish the secret of a party' }, ownOfficers, revealFailures),
    body: z.strictObject({ secret: Sha256Hex }),
  },
  submitNotaryCommitment: {
    ...act(
      'notary-commitment',
      { zh: '登记公证处的承诺', en: 'Record the commitment that the notary sealed' },
      officeAlone,
      ['invalid-input', 'not-ready', 'ceremony-closed'],
    ),
    body: z.strictObject({ commitment: Sha256Hex }),
  },
  revealDice: {
    ...act(
      'notary-dice',
      { zh: '登记公证处的掷骰结果', en: 'Record the dice that the notary threw' },
      officeAlone,
      revealFailures,
    ),
    body: z.strictObject({ dice: Dice }),
  },
  takeRandomness: act(
    'randomness',
    { zh: '取公共随机数', en: 'Take the signature of the round from a relay' },
    ownAdminOrOffice,
    ['not-ready', 'beacon-too-early', 'beacon-unavailable'],
  ),
  submitBeacon: {
    ...act(
      'beacon',
      { zh: '录入公共随机数签名', en: 'Hand in the signature of the round, brought from outside' },
      ownAdminOrOffice,
      ['not-ready', 'beacon-too-early', 'beacon-invalid'],
    ),
    body: z.strictObject({ signature: BeaconSignature }),
  },
} as const;
