import { Logger } from '@aws-lambda-powertools/logger';

/** The one logger: lines of JSON that carry the keys of the request or job at hand. No bodies, no headers, nobody's data. */
export const logger = new Logger({ serviceName: 'suiji' });
