import { portal } from '../../shared/api/routes/portal.ts';
import { ok } from '../../shared/base/result.ts';
import { codeLists } from '../../shared/codes/catalogue.ts';
import { operation } from '../http-handler.ts';

export const listPublicCodes = operation(portal.routes.listPublicCodes, async () => ok({ lists: codeLists }));
