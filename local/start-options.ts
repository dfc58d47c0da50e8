import { parseArgs } from 'node:util';
import { isLocalDate } from '../shared/calendar/local-date.ts';
import { errorCode, StartError } from './start-error.ts';

export interface StartOptions {
  readonly port: number;
  readonly state: string;
  /** Runs the demo story once the system is ready. */
  readonly demo: boolean;
  /** Starts with empty registries. */
  readonly empty: boolean;
  /** Where the clock begins, at 09:00 of a day in Shanghai; absent = with the time of the machine. */
  readonly begin?: Date;
  readonly help: boolean;
}

export const usage = `用法：npm start -- [参数]
  --port 端口    接口地址的端口（默认 8080；登录服务使用其后一个端口）
  --state 目录   保存数据的目录（默认 .local/system）
  --demo         启动后运行演示流程；数据目录为空时，系统时钟从 2026 年 4 月 21 日 9 时开始
  --empty        不导入演示数据
  --county 文件  使用该县的配置（名称、区划代码、部门、乡镇），不导入演示数据
  --first-day 日期  系统时钟从这一天 9 时开始，如 2026-01-05；只用于空的数据目录
  --help         显示本说明

环境变量
  DYNAMODB_ENDPOINT  使用已在运行的 DynamoDB（或模拟器），不启动内置模拟器
  WEBHOOK_URL        将提醒同时发送到该 HTTPS 地址
  DRAND_RELAYS       公共随机信标的中继地址，以逗号分隔；留空则不联网取用，可人工录入签名或改用仪式`;

export const defaultState = '.local/system';

export function startOptions(args: readonly string[]): StartOptions {
  const values = parsed(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_534)
    throw new StartError(`端口 ${values.port} 无效。`, '请填写 1 至 65534 之间的整数，如：npm start -- --port 8080');
  const { 'first-day': firstDay, county, ...given } = values;
  // The demonstration data are those of the county that ships.
  const others = { ...given, empty: given.empty || county !== undefined };
  if (county !== undefined && given.demo)
    throw new StartError('演示流程只适用于演示县。', '请去掉 --demo，或不用 --county。');
  if (firstDay === undefined) return { ...others, port };
  if (!isLocalDate(firstDay))
    throw new StartError(`日期 ${firstDay} 无效。`, '请按“年-月-日”填写，如：npm start -- --first-day 2026-01-05');
  return { ...others, port, begin: new Date(`${firstDay}T09:00:00+08:00`) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8080' },
        state: { type: 'string', default: defaultState },
        demo: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        county: { type: 'string' },
        'first-day': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    if (errorCode(error)?.startsWith('ERR_PARSE_ARGS')) throw new StartError('启动参数有误。', usage);
    throw error;
  }
}
