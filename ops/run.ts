import { systemClock } from '../functions/read-environment.ts';
import { main } from './main.ts';

process.exitCode = await main(process.argv.slice(2), { say: console.log, clock: systemClock });
