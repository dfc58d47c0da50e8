import { readFileSync } from 'node:fs';
import { raw } from 'jq-wasm';

// The jq of the lockfile as a command, for lines that are tried as they stand in a README: jq FLAGS FILTER FILE
const words = process.argv.slice(2);
const isFlag = (word: string) => word.startsWith('-');
const [filter = '', file = ''] = words.filter((word) => !isFlag(word));
process.stdout.write(await raw(readFileSync(file, 'utf8'), filter, words.filter(isFlag)));
