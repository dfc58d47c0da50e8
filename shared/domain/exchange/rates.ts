import { rateOf } from '../../base/rate.ts';
import type { SentRow } from './leaving.ts';

/** In ten-thousandths; nothing where no row was handed over. */
export interface ExchangeRates {
  /** 报送成功率: records whose last row was accepted. */
  readonly success: number | undefined;
  /** 首次通过率: records whose first row was. */
  readonly firstTime: number | undefined;
}

/** The rates of the rows that were handed over, each record counted once; one list of rows for each record. */
export function exchangeRates(records: readonly (readonly SentRow[])[]): ExchangeRates {
  const handedOver = records.filter((sent) => sent.length > 0);
  const rate = (at: 0 | -1) => {
    if (handedOver.length === 0) return undefined;
    return rateOf(handedOver.filter((sent) => sent.at(at)?.verdict === 'accepted').length, handedOver.length);
  };
  return { success: rate(-1), firstTime: rate(0) };
}
