import { ok, type Result } from '../../shared/base/result.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import type { Stored } from '../../shared/use-cases/ports/records.ts';

export const resultView = ({ value, meta }: Stored<InspectionResult>) => ({
  ...value,
  version: meta.version,
  updatedAt: meta.updatedAt,
});

export const shownResult = <F>(result: Result<Stored<InspectionResult>, F>) =>
  result.ok ? ok(resultView(result.value)) : result;
