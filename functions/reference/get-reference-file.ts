import { reference } from '../../shared/api/routes/reference.ts';
import { ok } from '../../shared/result.ts';
import { operation } from '../http-handler.ts';
import { asset } from './assets.ts';

export const getReferenceFile = operation(reference.routes.getReferenceFile, async (_, { params }) =>
  ok(await asset(params.file)),
);
