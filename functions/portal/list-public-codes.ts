import { portal } from '../../shared/api/routes/portal.ts';
import { codeLists } from '../../shared/codes/catalogue.ts';
import { ok } from '../../shared/result.ts';
import { operation } from '../http-handler.ts';

export const listPublicCodes = operation(portal.routes.listPublicCodes, async () => ok({ lists: codeLists }));
