import * as z from 'zod';
import { defineStep } from '../route.ts';
import { FileBody } from '../schemas.ts';

/**
 * 抽取仪式: the page on which an official makes, keeps and reveals the secret of a party. Files, and nothing but files; what
 * the page asks of the system it asks with the official's own token.
 */
export const ceremony = defineStep({
  summary: { zh: '抽取仪式页面', en: 'The page of the parties of ceremonies' },
  uses: {},
  assets: ['web/portal/ceremony/ceremony.html', 'web/portal/verification/verification.css', 'dist/web/ceremony.js'],
  routes: {
    getCeremony: {
      method: 'GET',
      path: '/ceremony',
      summary: { zh: '抽取仪式页面', en: 'The page on which a party of a ceremony makes and reveals its secret' },
      access: 'public',
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
    getCeremonyFile: {
      method: 'GET',
      path: '/ceremony/{file}',
      summary: { zh: '抽取仪式页面所用文件', en: 'A file of the page' },
      access: 'public',
      params: z.object({ file: z.enum(['ceremony.js', 'verification.css']) }),
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
  },
});
