import { reference } from '../../shared/api/routes/reference.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getReference } from './get-reference.ts';
import { getReferenceFile } from './get-reference-file.ts';

export const createHandler = (deps: Dependencies) => stepHandler(reference, { getReference, getReferenceFile }, deps);

export const handler = onLambda(createHandler, loadDependencies);
