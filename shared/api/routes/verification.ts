import * as z from 'zod';
import { defineStep } from '../route.ts';
import { FileBody } from '../schemas.ts';

/** 抽签结果核对: the page on which anybody recomputes a draw, and the verifier to take home. Files, and nothing but files. */
export const verification = defineStep({
  summary: { zh: '抽签结果核对', en: 'Verification of draws by the public' },
  uses: {},
  assets: [
    'web/portal/verification/verification.html',
    'web/portal/verification/verification.css',
    'dist/web/verify.js',
    'dist/web/verify-worker.js',
    'dist/web/suiji-verify.mjs',
    'dist/web/README.md',
  ],
  routes: {
    getVerification: {
      method: 'GET',
      path: '/verification',
      summary: { zh: '抽签结果核对页面', en: 'The page that recomputes a draw in the browser' },
      access: 'public',
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
    getVerificationFile: {
      method: 'GET',
      path: '/verification/{file}',
      summary: { zh: '核对页面所用文件和核对程序', en: 'A file of the page, or the verifier for the command line' },
      access: 'public',
      params: z.object({
        file: z.enum(['verification.css', 'verify.js', 'verify-worker.js', 'suiji-verify.mjs', 'README.md']),
      }),
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
  },
});
