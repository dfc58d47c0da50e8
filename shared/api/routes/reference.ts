import * as z from 'zod';
import { defineStep } from '../route.ts';
import { FileBody } from '../schemas.ts';

/** The interface reference: the OpenAPI document and a page that shows it and tries calls, with everything it needs. */
export const reference = defineStep({
  summary: { zh: '接口文档', en: 'Interface reference' },
  uses: {},
  assets: [
    'docs/openapi.json',
    'functions/reference/reference.html',
    'functions/reference/reference.js',
    'node_modules/swagger-ui-dist/swagger-ui.css',
    'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
  ],
  routes: {
    getReference: {
      method: 'GET',
      path: '/reference',
      summary: { zh: '接口文档页面', en: 'The reference as a page' },
      access: 'public',
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
    getReferenceFile: {
      method: 'GET',
      path: '/reference/{file}',
      summary: { zh: '接口文档所用文件', en: 'A file of the reference page' },
      access: 'public',
      params: z.object({ file: z.enum(['openapi.json', 'reference.js', 'swagger-ui.css', 'swagger-ui-bundle.js']) }),
      success: { status: 200, body: FileBody, file: true },
      failures: [],
    },
  },
});
