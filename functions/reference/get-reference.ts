import { reference } from '../../shared/api/routes/reference.ts';
import { ok } from '../../shared/base/result.ts';
import { asset } from '../assets.ts';
import { operation } from '../http-handler.ts';

export const getReference = operation(reference.routes.getReference, async () =>
  ok(await asset(reference, 'reference.html')),
);
