import { reference } from '../../shared/api/routes/reference.ts';
import { ok } from '../../shared/base/result.ts';
import { asset } from '../assets.ts';
import { operation } from '../http-handler.ts';

export const getReferenceFile = operation(reference.routes.getReferenceFile, async (_, { params }) =>
  ok(await asset(reference, params.file)),
);
