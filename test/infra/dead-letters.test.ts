import { expect, test } from 'vitest';
import { deadWorkIn } from '../../ops/dead-letters.ts';

const arn = 'arn:aws-cn:lambda:cn-north-1:123456789012:function:suiji-china-stage-import';

test('a run that failed for good is started again with what it was given', () => {
  const body = JSON.stringify({
    version: '1.0',
    requestContext: { requestId: 'r', functionArn: `${arn}:$LATEST`, condition: 'RetriesExhausted' },
    requestPayload: { importId: 'i-1' },
    responsePayload: { errorMessage: 'socket hang up' },
  });
  expect(deadWorkIn({ body, attributes: {} })).toEqual({
    functionName: 'suiji-china-stage-import',
    payload: { importId: 'i-1' },
    reason: 'socket hang up',
  });
});

test('a schedule that could not start its job is started again', () => {
  const attributes = { TARGET_ARN: arn, ERROR_CODE: 'ThrottlingException', ERROR_MESSAGE: 'Rate exceeded' };
  expect(deadWorkIn({ body: '{}', attributes })).toEqual({
    functionName: 'suiji-china-stage-import',
    payload: {},
    reason: 'Rate exceeded',
  });
});

test.each([
  ['not JSON', { body: 'hello', attributes: { TARGET_ARN: arn } }],
  ['for no function', { body: '{}', attributes: { TARGET_ARN: 'arn:aws-cn:sqs:cn-north-1:1:queue' } }],
  ['from nowhere', { body: '{}', attributes: {} }],
])('a letter that is %s is left alone', (_, letter) => {
  expect(deadWorkIn(letter)).toBeUndefined();
});
