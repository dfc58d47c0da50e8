// Loaded before everything else (`node --import`): puts the profile of another county in the place of the one that ships.
// The file is given by COUNTY_PROFILE or `--county FILE`. No dependencies: it runs before anything is installed.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const shipped = /\/shared\/codes\/counties\/411422\.json$/;

const argument = process.argv.indexOf('--county');
const file = argument >= 0 ? process.argv[argument + 1] : process.env.COUNTY_PROFILE;

/** What is wrong with a profile, in words; undefined if it can be used. */
function faultOf(profile) {
  const isText = (value) => typeof value === 'string' && value.trim() !== '';
  const entriesOf = (value) => (value !== null && typeof value === 'object' ? Object.entries(value) : []);
  if (profile === null || typeof profile !== 'object') return '内容应为一个 JSON 对象';
  const { name, code, authority, office, document, contact, site, departments, townships } = profile;
  for (const [field, value] of Object.entries({ name, authority, office, document })) {
    if (!isText(value)) return `${field} 应为非空文字`;
  }
  if (!/^\d{6}$/.test(code)) return 'code 应为六位行政区划代码';
  if (!['phone', 'address', 'hours'].every((field) => isText(contact?.[field]))) {
    return 'contact 应有 phone（电话）、address（地址）、hours（办公时间）';
  }
  if (site === null || typeof site !== 'object') return 'site（网站标识）应为一个对象，可以为空';
  const named = entriesOf(departments);
  if (named.length === 0) return 'departments 应至少有一个部门';
  for (const [key, value] of named) {
    if (!/^[A-Z]{2,8}$/.test(key)) return `部门代码 ${key} 应为 2 至 8 个大写字母`;
    if (!isText(value?.name) || !isText(value?.docPrefix))
      return `部门 ${key} 应有 name（名称）和 docPrefix（机关代字）`;
  }
  for (const seat of ['officeDepartment', 'registrarDepartment', 'systemDepartment']) {
    if (!Object.hasOwn(departments, profile[seat])) return `${seat} 应为 departments 中的一个部门代码`;
  }
  const places = entriesOf(townships);
  if (places.length === 0) return 'townships 应至少有一个乡镇（街道）';
  for (const [key, value] of places) {
    if (!/^\d{9}$/.test(key) || !key.startsWith(code)) return `乡镇代码 ${key} 应为以 ${code} 开头的九位数字`;
    if (!isText(value)) return `乡镇 ${key} 应有名称`;
  }
  return undefined;
}

function stop(text) {
  console.error(
    `\n✗ 县情配置文件 ${file} 不能使用。\n  原因：${text}\n  处理：参照 shared/codes/counties/411422.json 填写。`,
  );
  process.exit(1);
}

if (file !== undefined) {
  const path = resolve(file);
  let profile;
  try {
    profile = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
  const fault = faultOf(profile);
  if (fault) stop(fault);
  // For the bundlers that this process starts.
  process.env.COUNTY_PROFILE = path;
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      return shipped.test(found.url) ? { ...found, url: pathToFileURL(path).href } : found;
    },
  });
}
