import { holdsIdentityNumber } from './identity-number.ts';
import { LineText } from './primitives.ts';

/** One line that becomes public as it is written, so it may not tell whom to call or who somebody is. */
export const PublicLine = LineText.refine(
  (text) => !holdsIdentityNumber(text) && !/(?<!\d)1[3-9]\d{9}(?!\d)/.test(text),
  {
    message: '将向社会公开，不得写入身份证件号码或手机号码',
  },
);
