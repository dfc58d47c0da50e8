import { imports } from '../../shared/api/routes/imports.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { activateImport } from './activate-import.ts';
import { createImport } from './create-import.ts';
import { discardImport } from './discard-import.ts';
import { getImport } from './get-import.ts';
import { getImportReport } from './get-import-report.ts';
import { getImportTemplate } from './get-import-template.ts';
import { listImports } from './list-imports.ts';
import { stageImport } from './stage-import.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    imports,
    {
      createImport,
      stageImport,
      getImport,
      listImports,
      getImportReport,
      activateImport,
      discardImport,
      getImportTemplate,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
